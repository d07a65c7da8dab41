package dev.lockstep.load.evaluate.path;

import dev.lockstep.load.evaluate.manifest.Clip;
import dev.lockstep.load.evaluate.manifest.LabelledPicture;
import dev.lockstep.load.talk.TalkStreams;
import dev.lockstep.local.failure.UserException;
import dev.lockstep.producer.ffmpeg.FfmpegMedia;
import dev.lockstep.producer.ffmpeg.PcmReader;
import dev.lockstep.producer.media.MediaException;
import dev.lockstep.producer.media.MediaSource;
import dev.lockstep.producer.media.MediaSourceConf;
import dev.lockstep.producer.media.MediaUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files of items. The last recording stays in memory, since the parts of one mostly come
 * one after the other. One thread.
 */
public final class ItemMedia {
    private static final double FRAMES_PER_SECOND = 30;
    private static final int LARGEST_PX = 4_096;
    private static final int FRAME_QUALITY = 95;
    private static final float PICTURE_QUALITY = 0.95f;

    private @Nullable Path lastFile;
    private short[] lastSamples = {};

    /**
     * The sound of a clip, 16 kHz mono.
     *
     * @throws UserException where it cannot be read or ends before the clip begins
     */
    public short[] sound(Clip clip) {
        if (!clip.file().equals(lastFile)) {
            try {
                lastSamples = PcmReader.read16kMono(clip.file());
                lastFile = clip.file();
            } catch (MediaException e) {
                throw new UserException(String.valueOf(e.getMessage()), e);
            }
        }
        int from = samples(clip.startMs());
        Long endMs = clip.endMs();
        int to = endMs == null ? lastSamples.length : samples(endMs);
        if (from >= lastSamples.length) {
            throw new UserException(
                    clip.file()
                            + " ends at "
                            + lastSamples.length * 1_000L / TalkStreams.RATE
                            + " ms, before the clip from "
                            + clip.startMs()
                            + " ms: correct the times.");
        }
        return Arrays.copyOfRange(lastSamples, from, Math.min(to, lastSamples.length));
    }

    private static int samples(long ms) {
        return (int) Math.min(Integer.MAX_VALUE, ms * TalkStreams.RATE / 1_000);
    }

    /**
     * A picture as JPEG.
     *
     * @throws UserException where it cannot be read
     */
    public byte[] jpeg(LabelledPicture picture) throws IOException {
        Long atMs = picture.atMs();
        if (atMs != null) {
            return frame(picture.file(), atMs);
        }
        String name = picture.file().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".jpg") || name.endsWith(".jpeg")) {
            return Files.readAllBytes(picture.file());
        }
        var image = ImageIO.read(picture.file().toFile());
        if (image == null) {
            throw new UserException(
                    picture.file() + " is no picture that can be read: give a JPEG or a PNG.");
        }
        return Jpegs.encode(image, PICTURE_QUALITY);
    }

    private static byte[] frame(Path video, long atMs) {
        MediaSourceConf conf =
                new MediaSourceConf(
                        FRAMES_PER_SECOND,
                        LARGEST_PX,
                        LARGEST_PX,
                        FRAME_QUALITY,
                        MediaSourceConf.DEFAULT.maxPicturePixels(),
                        MediaSourceConf.DEFAULT.readTimeout());
        try (MediaSource source = FfmpegMedia.open("file:" + video, conf)) {
            for (Optional<MediaUnit> unit = source.next(); unit.isPresent(); unit = source.next()) {
                // Times of frames are rounded in the container, to a millisecond at worst.
                if (unit.get() instanceof MediaUnit.Picture picture
                        && picture.ptsUs() >= atMs * 1_000 - 1_000) {
                    return picture.jpeg();
                }
            }
        } catch (MediaException e) {
            throw new UserException(String.valueOf(e.getMessage()), e);
        }
        throw new UserException(
                video + " has no picture at " + atMs + " ms: name a time within the video.");
    }
}
