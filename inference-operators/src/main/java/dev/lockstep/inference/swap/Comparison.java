package dev.lockstep.inference.swap;

import java.util.Map;

/**
 * Compares what two models answered to one request. Stateless.
 *
 * @param <Q> request
 * @param <A> answer
 */
public interface Comparison<Q, A> {
    /** Name of the measure that every comparison gives: 0 for the same, 1 for nothing in common. */
    String DISAGREEMENT = "disagreement";

    /** Whether the present model has really answered this request. */
    boolean counts(Q request, A present);

    /** Whether the answer is that of a model that failed. */
    boolean failed(A answer);

    /** Measures by name, {@link #DISAGREEMENT} among them. */
    Map<String, Double> compare(A present, A candidate);
}
