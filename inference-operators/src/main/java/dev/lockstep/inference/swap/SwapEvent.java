package dev.lockstep.inference.swap;

import dev.lockstep.inference.model.ModelIdentity;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A step in the replacement of a model. Immutable.
 *
 * @param slot where the model works
 * @param requestId the request; empty where the process acts by itself
 * @param phase what happened
 * @param from in service before; null for none
 * @param to what is to follow; null where it is not known yet, or for none
 * @param shadow how far the models were compared
 * @param message the same for a person
 * @param timeUs when, µs since the epoch
 */
public record SwapEvent(
        String slot,
        String requestId,
        SwapPhase phase,
        @Nullable ModelIdentity from,
        @Nullable ModelIdentity to,
        Shadow shadow,
        String message,
        long timeUs) {

    /**
     * How far two models were compared. Immutable.
     *
     * @param wanted requests that are to be compared
     * @param compared requests that both have answered
     * @param dropped requests that the new one was not shown, as the machine was busy
     * @param agreement means by name
     */
    public record Shadow(int wanted, int compared, long dropped, Map<String, Double> agreement) {
        /** Not compared. */
        public static final Shadow NONE = new Shadow(0, 0, 0, Map.of());

        /** Copies the means. */
        public Shadow {
            agreement = Map.copyOf(agreement);
        }
    }
}
