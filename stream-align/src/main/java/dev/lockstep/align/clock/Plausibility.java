package dev.lockstep.align.clock;

import java.io.Serializable;

/**
 * What a timestamp may be. Immutable.
 *
 * @param live whether event time is the wall clock; then a time beyond it is refused, otherwise one
 *     too far ahead of the source's own last
 * @param maxFutureUs live: how far event time may lie ahead of the wall clock, µs
 * @param maxJumpUs how far event time may rise from one record of a source to the next, beyond what
 *     the clock rose between their ingest times, µs
 * @param stepBackUs event time that goes back by more than this is a clock that was set, not a
 *     record out of order, µs
 */
public record Plausibility(boolean live, long maxFutureUs, long maxJumpUs, long stepBackUs)
        implements Serializable {
    /** Greatest event time that is taken, µs since the epoch: the year 2255. */
    public static final long MAX_EVENT_TIME_US = 1L << 53;

    /** Longest duration that is taken, µs: a day. */
    public static final long MAX_DURATION_US = 86_400_000_000L;
}
