package dev.lockstep.inference.swap;

import dev.lockstep.inference.batch.BatchRunner;

/**
 * A model that is loaded and not in service.
 *
 * @param <Q> request
 * @param <A> answer
 */
public interface Candidate<Q, A> extends AutoCloseable {
    /** Answers requests with this model alone; of one source one at a time. */
    BatchRunner<Q, A> runner();

    /**
     * Runs the model once on something harmless.
     *
     * @throws RuntimeException if it fails or its outputs are of another kind
     */
    void warmUp();

    /** Frees it, unless it was installed. */
    @Override
    void close();
}
