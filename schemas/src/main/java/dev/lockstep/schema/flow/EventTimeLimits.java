package dev.lockstep.schema.flow;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What the time of a record may be, as far as the record alone tells. Immutable.
 *
 * @param maxFutureUs how far it may lie ahead of the wall clock, µs; {@link Long#MAX_VALUE} where
 *     event time is not the wall clock
 */
public record EventTimeLimits(long maxFutureUs) implements Serializable {
    /** Greatest event time that is taken, µs since the epoch: the year 2255. */
    public static final long MAX_EVENT_TIME_US = 1L << 53;

    /** Longest duration that is taken, µs: a day. */
    public static final long MAX_DURATION_US = 86_400_000_000L;

    /** For recordings: event time is their own. */
    public static final EventTimeLimits RECORDING = new EventTimeLimits(Long.MAX_VALUE);

    /**
     * Checks a record.
     *
     * @param nowUs wall clock, µs since the epoch
     * @return what is wrong and what to do, one sentence or two; null if nothing is
     */
    public @Nullable String problem(StreamItem item, long nowUs) {
        String problem = absolute(item);
        return problem == null ? future(item.eventTimeUs(), nowUs) : problem;
    }

    /** Checks what no clock is needed for. */
    public static @Nullable String absolute(StreamItem item) {
        if (item.sequence() < 0 || item.eventTimeUs() < 0) {
            return "Sequence and event time must not be negative; got sequence "
                    + item.sequence()
                    + " and event time "
                    + item.eventTimeUs()
                    + " µs. Check the clock and the counter of the producer.";
        }
        if (item.eventTimeUs() > MAX_EVENT_TIME_US) {
            return "Event time "
                    + item.eventTimeUs()
                    + " µs lies beyond the year 2255. Check the clock of the producer, and that it"
                    + " counts in µs.";
        }
        if (item.durationUs() < 0 || item.durationUs() > MAX_DURATION_US) {
            return "A duration must lie between 0 and a day; got "
                    + item.durationUs()
                    + " µs. Check that the producer counts in µs.";
        }
        return null;
    }

    /** Checks a time against the wall clock. */
    public @Nullable String future(long eventTimeUs, long nowUs) {
        return maxFutureUs == Long.MAX_VALUE || eventTimeUs - nowUs <= maxFutureUs
                ? null
                : "Event time lies "
                        + (eventTimeUs - nowUs) / 1_000_000.0
                        + " s ahead of the clock, more than "
                        + maxFutureUs / 1_000_000.0
                        + " s. Set the clock of the producer, or align.max-future.";
    }
}
