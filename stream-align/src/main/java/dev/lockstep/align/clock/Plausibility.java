package dev.lockstep.align.clock;

import dev.lockstep.schema.flow.EventTimeLimits;
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
    /** What a record alone must satisfy. */
    public EventTimeLimits limits() {
        return live ? new EventTimeLimits(maxFutureUs) : EventTimeLimits.RECORDING;
    }
}
