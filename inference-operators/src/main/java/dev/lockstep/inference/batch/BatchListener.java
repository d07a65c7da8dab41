package dev.lockstep.inference.batch;

/** Hears how a request was served. Called on the thread that ran it, before its answer is given. */
@FunctionalInterface
public interface BatchListener {
    /** Hears nothing. */
    BatchListener NONE = (queuedNs, batchSize, runNs) -> {};

    /**
     * A request was run, well or not; not called for one that was skipped or refused.
     *
     * @param queuedNs from the moment it was handed in until its batch was started
     * @param batchSize requests in its batch
     * @param runNs from the start of the batch to its answer
     */
    void served(long queuedNs, int batchSize, long runNs);
}
