package dev.lockstep.load.workload;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Objects;

/**
 * Sound of a talk, over and over. Immutable.
 *
 * @param clip anything FFmpeg opens; null for the readings that the models bring
 * @param reference what is said in the clip, with times; null without a clip
 * @param chunk length of a record, 100 ms unless given
 */
record AudioLoad(@Nullable String clip, @Nullable String reference, @Nullable Duration chunk) {
    private static final Duration STANDARD = Duration.ofMillis(100);

    AudioLoad {
        chunk = chunk == null ? STANDARD : chunk;
        Checks.longerThanNothing("chunk", chunk);
        if ((clip == null) != (reference == null)) {
            throw new IllegalArgumentException("clip and reference belong together");
        }
    }

    int chunkMs() {
        return (int) Objects.requireNonNull(chunk).toMillis();
    }
}
