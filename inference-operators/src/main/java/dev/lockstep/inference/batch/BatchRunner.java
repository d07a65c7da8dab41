package dev.lockstep.inference.batch;

import java.util.List;

/**
 * Runs batches and says what becomes of requests that are not run. Called on several threads at
 * once.
 *
 * @param <Q> request
 * @param <A> answer
 */
public interface BatchRunner<Q, A> {
    /**
     * Runs a batch and answers each request as soon as its own answer is there. If it throws, or
     * leaves requests unanswered, those are run once more, each by itself, so that a bad request
     * does not take its mates along; what fails by itself is answered by {@link #failed}.
     */
    void run(List<BatchedRequest<Q, A>> batch);

    /** The answer to a request that a newer one has overtaken, or that was shed. */
    A skipped(Q request);

    /** The answer to a request that failed by itself. */
    A failed(Q request, Throwable failure);

    /**
     * The answer to a request that is not served.
     *
     * @param reason a sentence for a person
     */
    A refused(Q request, String reason);
}
