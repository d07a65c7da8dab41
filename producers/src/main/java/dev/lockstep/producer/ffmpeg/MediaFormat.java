package dev.lockstep.producer.ffmpeg;

import java.util.Locale;
import java.util.Map;

/**
 * What a {@link MediaWriter} writes. Immutable.
 *
 * @param container FFmpeg's name of the container, for instance {@code mp4}, {@code mpegts}
 * @param audioCodec FFmpeg's name of the audio encoder; empty for no sound
 * @param sampleRateHz samples a second of the sound that is given and written, Hz
 * @param channels channels, interleaved
 * @param videoCodec FFmpeg's name of the video encoder; empty for no pictures
 * @param width width of all pictures, pixels, even
 * @param height height, pixels, even
 * @param framesPerSecond grid that the times of pictures are rounded to
 * @param videoBitRate bits a second
 * @param startUs time of the first timestamp in the container, µs
 * @param options options of the container's writer and of the address' protocol
 */
public record MediaFormat(
        String container,
        String audioCodec,
        int sampleRateHz,
        int channels,
        String videoCodec,
        int width,
        int height,
        int framesPerSecond,
        long videoBitRate,
        long startUs,
        Map<String, String> options) {

    private static final long BIT_RATE = 2_000_000;

    public MediaFormat {
        options = Map.copyOf(options);
        if (audioCodec.isEmpty() && videoCodec.isEmpty()) {
            throw new IllegalArgumentException("A file needs sound or pictures.");
        }
        if (width % 2 != 0 || height % 2 != 0) {
            throw new IllegalArgumentException(
                    "Width and height must be even, not " + width + "x" + height);
        }
    }

    /** Sound alone. */
    public static MediaFormat sound(
            String container, String codec, int sampleRateHz, int channels) {
        return new MediaFormat(
                container, codec, sampleRateHz, channels, "", 0, 0, 25, BIT_RATE, 0, Map.of());
    }

    /** The same with pictures. */
    public MediaFormat withPictures(String codec, int w, int h, int rate) {
        return new MediaFormat(
                container,
                audioCodec,
                sampleRateHz,
                channels,
                codec,
                w,
                h,
                rate,
                videoBitRate,
                startUs,
                options);
    }

    /** The same without sound. */
    public MediaFormat withoutSound() {
        return new MediaFormat(
                container,
                "",
                0,
                0,
                videoCodec,
                width,
                height,
                framesPerSecond,
                videoBitRate,
                startUs,
                options);
    }

    /** The same with its first timestamp elsewhere. */
    public MediaFormat startingAt(long us) {
        return new MediaFormat(
                container,
                audioCodec,
                sampleRateHz,
                channels,
                videoCodec,
                width,
                height,
                framesPerSecond,
                videoBitRate,
                us,
                options);
    }

    /** The same with options of the container's writer. */
    public MediaFormat withOptions(Map<String, String> more) {
        return new MediaFormat(
                container,
                audioCodec,
                sampleRateHz,
                channels,
                videoCodec,
                width,
                height,
                framesPerSecond,
                videoBitRate,
                startUs,
                more);
    }

    /** The same with another bit rate of the pictures, bits a second. */
    public MediaFormat withVideoBitRate(long bitsPerSecond) {
        return new MediaFormat(
                container,
                audioCodec,
                sampleRateHz,
                channels,
                videoCodec,
                width,
                height,
                framesPerSecond,
                bitsPerSecond,
                startUs,
                options);
    }

    /** H.264 and AAC in mp4, with its index at the front. */
    public static MediaFormat mp4(int sampleRateHz, int channels, int w, int h, int rate) {
        return sound("mp4", "aac", sampleRateHz, channels)
                .withPictures("libopenh264", w, h, rate)
                .withOptions(Map.of("movflags", "+faststart"));
    }

    /**
     * The usual encoders for the ending of a file name, sound alone: wav, flac, mp3, ogg, m4a, mp4,
     * mov, mkv, webm, ts.
     */
    public static MediaFormat soundFor(String fileName, int sampleRateHz, int channels) {
        String ending = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (ending) {
            case "wav" -> sound("wav", "pcm_s16le", sampleRateHz, channels);
            case "flac" -> sound("flac", "flac", sampleRateHz, channels);
            case "mp3" -> sound("mp3", "libmp3lame", sampleRateHz, channels);
            case "ogg" -> sound("ogg", "libopus", sampleRateHz, channels);
            case "m4a", "mp4" -> sound("mp4", "aac", sampleRateHz, channels);
            case "mov" -> sound("mov", "aac", sampleRateHz, channels);
            case "mkv" -> sound("matroska", "aac", sampleRateHz, channels);
            case "webm" -> sound("webm", "libopus", sampleRateHz, channels);
            case "ts" -> sound("mpegts", "aac", sampleRateHz, channels);
            default -> throw new IllegalArgumentException("No encoders for the ending " + ending);
        };
    }
}
