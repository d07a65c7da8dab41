package dev.lockstep.inference.speech.context;

import java.io.Serializable;
import java.time.Duration;

/**
 * How far what is on screen steers what is heard.
 *
 * @param enabled whether it does
 * @param bonus what each token of a term earns, natural logarithm
 * @param margin a term is tried where its next token is at most this much less likely than the
 *     likeliest one, natural logarithm
 * @param width most continuations side by side
 * @param horizon how long a term helps after it was last seen, event time
 * @param terms most terms of a stream
 */
public record SteeringConf(
        boolean enabled, double bonus, double margin, int width, Duration horizon, int terms)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Checks the numbers. */
    public SteeringConf {
        if (bonus < 0 || margin < 0 || width < 1 || terms < 1 || horizon.isNegative()) {
            throw new IllegalArgumentException(
                    "bonus, margin and horizon must not be negative, width and terms at least 1");
        }
    }

    /** What holds when nothing is set. */
    public static SteeringConf defaults() {
        return new SteeringConf(false, 1.5, 6, 4, Duration.ofSeconds(60), 100);
    }

    /** The same, switched on. */
    public SteeringConf on() {
        return new SteeringConf(true, bonus, margin, width, horizon, terms);
    }
}
