package dev.lockstep.load.workload;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * Something that goes wrong with a source. Immutable.
 *
 * @param kind what
 * @param source of which source
 * @param at when a stall begins, from the start
 * @param lasts how long a stall is
 * @param share of records that it strikes, 0..1; for all but stalls
 * @param by how much a record is late
 */
record Fault(
        @JsonProperty(required = true) Kind kind,
        @JsonProperty(required = true) Modal source,
        @Nullable Duration at,
        @Nullable Duration lasts,
        @Nullable Double share,
        @Nullable Duration by) {
    /** What can go wrong. */
    enum Kind {
        /** Nothing is handed over for a while; then all that has gathered is. */
        @JsonProperty("stall")
        STALL,
        /** Single records are handed over late. */
        @JsonProperty("late")
        LATE,
        /** Single records are handed over twice. */
        @JsonProperty("duplicate")
        DUPLICATE,
        /** Single records are handed over after the one that follows. */
        @JsonProperty("reorder")
        REORDER,
        /** Single records of sound have half a sample too few. */
        @JsonProperty("corrupt")
        CORRUPT
    }

    Fault {
        if (kind == Kind.STALL) {
            if (at == null) {
                throw new IllegalArgumentException("a stall needs at");
            }
            Checks.longerThanNothing("lasts", lasts);
        } else if (share == null || !(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share must be from 0 to 1");
        }
        if (kind == Kind.LATE) {
            Checks.longerThanNothing("by", by);
        }
        if (kind == Kind.CORRUPT && source != Modal.AUDIO) {
            throw new IllegalArgumentException("only audio can be corrupt");
        }
    }
}
