package dev.lockstep.load.evaluate.manifest;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A recording, or a part of one. Immutable.
 *
 * @param file anything with sound that FFmpeg opens
 * @param startMs where it begins in the file, ms
 * @param endMs where it ends, ms; null for the end of the file
 */
public record Clip(Path file, long startMs, @Nullable Long endMs) {
    public Clip {
        if (startMs < 0 || (endMs != null && endMs <= startMs)) {
            throw new IllegalArgumentException(
                    "a clip ends after it begins, but it goes from "
                            + startMs
                            + " to "
                            + endMs
                            + " ms");
        }
    }

    /** The whole file. */
    public static Clip whole(Path file) {
        return new Clip(file, 0, null);
    }
}
