package dev.lockstep.load.probe;

import java.util.OptionalLong;

/** When what was captured at a moment was meant to be sent. Thread-safe. */
@FunctionalInterface
public interface IntendedTime {
    /**
     * The moment, µs since the epoch; empty for streams that are not measured, and during the
     * warm-up.
     *
     * @param capturedUs event time, µs since the epoch
     */
    OptionalLong of(String streamId, long capturedUs);
}
