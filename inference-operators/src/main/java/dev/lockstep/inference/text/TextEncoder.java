package dev.lockstep.inference.text;

import dev.lockstep.inference.model.ModelIdentity;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Embeds texts of all streams of a process without blocking the caller. Thread-safe. What runs
 * behind it, a few threads or a batcher, is its own affair.
 */
public interface TextEncoder extends AutoCloseable {
    /**
     * Queues texts and returns at once.
     *
     * @return completes with a vector for each text, in order: L2-normalised and {@link #dimension}
     *     long, or of length 0 for a blank text. Exceptionally with a {@code ModelException} where
     *     the model failed. The vectors are shared and must not be written to.
     */
    CompletableFuture<List<float[]>> encode(List<String> texts);

    /** Length of a vector. */
    int dimension();

    /** What results name. */
    ModelIdentity identity();

    /** Finishes what is running and refuses what waits. */
    @Override
    void close();
}
