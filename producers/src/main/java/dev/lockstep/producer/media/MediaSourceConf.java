package dev.lockstep.producer.media;

import java.time.Duration;

/**
 * How a source is read.
 *
 * @param framesPerSecond pictures handed out a second of media; 0 leaves video undecoded
 * @param maxWidth widest picture, pixels; larger ones are scaled down, aspect kept
 * @param maxHeight highest picture, pixels
 * @param jpegQuality 1..100
 * @param maxPicturePixels a video whose pictures have more pixels is refused before decoding
 * @param readTimeout a live source that is silent for longer counts as lost
 */
public record MediaSourceConf(
        double framesPerSecond,
        int maxWidth,
        int maxHeight,
        int jpegQuality,
        long maxPicturePixels,
        Duration readTimeout) {

    /** 2 pictures a second, at most 1280x720, quality 85, 50 Mpx, 10 s. */
    public static final MediaSourceConf DEFAULT =
            new MediaSourceConf(2, 1280, 720, 85, 50_000_000L, Duration.ofSeconds(10));

    public MediaSourceConf {
        if (!(framesPerSecond >= 0 && framesPerSecond <= 240)) {
            throw new IllegalArgumentException(
                    "framesPerSecond must be 0 to 240, not " + framesPerSecond);
        }
        if (maxWidth < 16 || maxHeight < 16) {
            throw new IllegalArgumentException(
                    "pictures must be at least 16x16, not " + maxWidth + "x" + maxHeight);
        }
        if (jpegQuality < 1 || jpegQuality > 100) {
            throw new IllegalArgumentException("jpegQuality must be 1 to 100, not " + jpegQuality);
        }
        if (maxPicturePixels < 1 || readTimeout.isNegative() || readTimeout.isZero()) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }

    /** The same with another picture rate; 0 for sound alone. */
    public MediaSourceConf withFramesPerSecond(double rate) {
        return new MediaSourceConf(
                rate, maxWidth, maxHeight, jpegQuality, maxPicturePixels, readTimeout);
    }

    /** The same with another time-out for live sources. */
    public MediaSourceConf withReadTimeout(Duration timeout) {
        return new MediaSourceConf(
                framesPerSecond, maxWidth, maxHeight, jpegQuality, maxPicturePixels, timeout);
    }
}
