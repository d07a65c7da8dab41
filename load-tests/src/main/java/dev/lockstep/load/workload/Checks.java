package dev.lockstep.load.workload;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** Checks of values that users write. Stateless. */
final class Checks {
    private Checks() {}

    static void longerThanNothing(String key, @Nullable Duration value) {
        if (value == null || value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(key + " must be longer than nothing");
        }
    }

    static void atLeast(String key, double least, double value) {
        if (!(value >= least)) {
            throw new IllegalArgumentException(
                    key + " must be at least " + least + ", not " + value);
        }
    }

    static void above(String key, double limit, double value) {
        if (!(value > limit)) {
            throw new IllegalArgumentException(key + " must be above " + limit + ", not " + value);
        }
    }
}
