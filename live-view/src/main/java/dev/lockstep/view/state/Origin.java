package dev.lockstep.view.state;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Where the media time of a stream begins. Immutable.
 *
 * <p>The origin is event time minus presentation timestamp of the earliest record that has both.
 * Which record was read first does not matter, so that a view that is rebuilt tells the same times.
 *
 * @param originUs media time 0, µs since the epoch
 * @param evidence how good the evidence is
 * @param eventTimeUs event time of the record that it comes from, µs since the epoch
 */
public record Origin(long originUs, Evidence evidence, long eventTimeUs) {
    private static final Comparator<Origin> BEST =
            Comparator.comparing(Origin::evidence)
                    .thenComparingLong(Origin::eventTimeUs)
                    .thenComparingLong(Origin::originUs);

    /** From the best evidence to the worst. */
    public enum Evidence {
        /** A result with a presentation timestamp. */
        TIMESTAMP,
        /** The grid of the stream's windows. */
        GRID,
        /** Media with a presentation timestamp, whose times nobody has checked yet. */
        MEDIA,
        /** A record that has an event time only. */
        EVENT_TIME
    }

    /** From a result with a presentation timestamp. */
    public static Origin ofTimestamp(long eventTimeUs, long ptsUs) {
        return new Origin(eventTimeUs - ptsUs, Evidence.TIMESTAMP, eventTimeUs);
    }

    /** From media with a presentation timestamp. */
    public static Origin ofMedia(long eventTimeUs, long ptsUs) {
        return new Origin(eventTimeUs - ptsUs, Evidence.MEDIA, eventTimeUs);
    }

    /** From the grid of the windows. */
    public static Origin ofGrid(long gridUs) {
        return new Origin(gridUs, Evidence.GRID, gridUs);
    }

    /** From the event time of a record of which nothing else is known. */
    public static Origin ofEventTime(long eventTimeUs) {
        return new Origin(eventTimeUs, Evidence.EVENT_TIME, eventTimeUs);
    }

    /** The better one of two. */
    public static Origin better(@Nullable Origin one, Origin other) {
        return one == null || BEST.compare(other, one) < 0 ? other : one;
    }

    /** Media time of an event time, ms, rounded down. */
    public long mediaMs(long eventTimeUs) {
        return Math.floorDiv(eventTimeUs - originUs, 1000L);
    }
}
