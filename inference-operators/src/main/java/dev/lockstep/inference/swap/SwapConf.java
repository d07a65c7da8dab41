package dev.lockstep.inference.swap;

import java.io.Serializable;
import java.time.Duration;

/**
 * How models are replaced. Immutable.
 *
 * @param scope whose control records are heard: models of different scopes are not shared; empty
 *     where nobody can ask for another model
 * @param shadowTimeLimit a model that has not answered all its shadow requests by then is refused
 * @param mostDisagreement a model that differs more on average never takes over, 0..1; 1 sets no
 *     limit
 * @param mostFailures failures in a row after which a model is taken out of service
 * @param firstReloadDelay how long after that it is loaded again where there is no other; doubles
 *     from time to time
 * @param longestReloadDelay where that ends
 */
public record SwapConf(
        String scope,
        Duration shadowTimeLimit,
        double mostDisagreement,
        int mostFailures,
        Duration firstReloadDelay,
        Duration longestReloadDelay)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** What holds when nothing is set; nobody can ask for another model. */
    public static final SwapConf STANDARD =
            new SwapConf(
                    "", Duration.ofMinutes(10), 1, 5, Duration.ofSeconds(1), Duration.ofMinutes(1));

    /** Checks ranges. */
    public SwapConf {
        if (mostFailures < 1) {
            throw new IllegalArgumentException("most failures must be at least 1");
        }
    }

    /** The same for another scope. */
    public SwapConf in(String otherScope) {
        return new SwapConf(
                otherScope,
                shadowTimeLimit,
                mostDisagreement,
                mostFailures,
                firstReloadDelay,
                longestReloadDelay);
    }

    /** Delay before the reload with this number, from 0. */
    Duration reloadDelay(int number) {
        long factor = 1L << Math.min(number, 20);
        Duration delay = firstReloadDelay.multipliedBy(factor);
        return delay.compareTo(longestReloadDelay) < 0 ? delay : longestReloadDelay;
    }
}
