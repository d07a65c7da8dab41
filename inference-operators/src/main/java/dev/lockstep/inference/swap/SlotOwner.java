package dev.lockstep.inference.swap;

/**
 * Who answers requests with the model of a slot. Thread-safe.
 *
 * @param <Q> request
 * @param <A> answer
 */
public interface SlotOwner<Q, A> {
    /**
     * Loads a model beside the present one.
     *
     * @throws RuntimeException whose message tells a person why, if it is refused, damaged or of
     *     another kind
     */
    Candidate<Q, A> load(LocatedModel model);

    /**
     * Puts a candidate of {@link #load} in service between two batches. Batches that run finish on
     * the old model, which is closed then. Once the owner is closed, the candidate is closed.
     */
    void install(Candidate<Q, A> candidate);

    /** Takes the model out of service; requests are answered without it. */
    void withdraw();

    /** Where live requests can be watched. */
    Mirror<Q, A> mirror();

    /** Compares answers of two models. */
    Comparison<Q, A> comparison();
}
