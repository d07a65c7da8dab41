package dev.lockstep.inference.vision;

import org.jspecify.annotations.Nullable;

/**
 * An object seen in a frame.
 *
 * @param label class name
 * @param score 0..1
 * @param box where
 * @param trackId the same object over frames of a source; null while nobody knows it again
 */
public record DetectedObject(String label, float score, Box box, @Nullable String trackId) {
    /** An object of a single picture. */
    public DetectedObject(String label, float score, Box box) {
        this(label, score, box, null);
    }

    /** The same as a part of a track. */
    public DetectedObject on(@Nullable String track) {
        return new DetectedObject(label, score, box, track);
    }
}
