package dev.lockstep.align.clock;

import org.jspecify.annotations.Nullable;

/**
 * What a source's timeline makes of a record.
 *
 * @param verdict what it is
 * @param eventTimeUs its time on the stream's line, µs since the epoch; meaningless unless taken
 * @param problem why it is refused, one sentence; null unless refused
 */
public record Reading(Verdict verdict, long eventTimeUs, @Nullable String problem) {
    /** What a record is to its source. */
    public enum Verdict {
        /** New. */
        TAKEN,
        /** Seen before, or of an epoch that is over. */
        DUPLICATE,
        /** Not to be believed. */
        REFUSED
    }

    static Reading taken(long eventTimeUs) {
        return new Reading(Verdict.TAKEN, eventTimeUs, null);
    }

    static Reading duplicate() {
        return new Reading(Verdict.DUPLICATE, 0, null);
    }

    static Reading refused(String problem) {
        return new Reading(Verdict.REFUSED, 0, problem);
    }
}
