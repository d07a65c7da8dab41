package dev.lockstep.load.evaluate.manifest;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A picture and what is in it. Immutable.
 *
 * @param file a picture that Java reads, or a video
 * @param atMs the frame of the video at this time, ms; null where the file is a picture
 * @param onScreenText what stands in it, in reading order; null where nobody wrote it down
 * @param boxes the objects in it; null where nobody marked any, empty where there are none
 */
public record LabelledPicture(
        Path file,
        @Nullable Long atMs,
        @Nullable String onScreenText,
        @Nullable List<LabelledBox> boxes) {
    public LabelledPicture {
        boxes = boxes == null ? null : List.copyOf(boxes);
    }

    /** The same with the references alone that somebody can answer. */
    public LabelledPicture asked(boolean text, boolean objects) {
        return new LabelledPicture(file, atMs, text ? onScreenText : null, objects ? boxes : null);
    }
}
