package dev.lockstep.align.policy;

import dev.lockstep.align.buffer.SourceBuffer;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Finds the record of a source that belongs to an anchor. Deterministic: of two that are equally
 * near, the earlier. Immutable.
 *
 * @param kind the rule
 * @param toleranceUs how far a record may lie from its anchor, µs; with {@link MatchKind#EXACT} not
 *     used
 */
public record MatchPolicy(MatchKind kind, long toleranceUs) implements Serializable {

    /** How far outside a window a record may be needed, µs. */
    public long reachUs() {
        return switch (kind) {
            case BIN, EXACT -> 0;
            case NEAREST, BEFORE, INTERPOLATED -> toleranceUs;
        };
    }

    /** How far behind the end of a window a record may be needed, µs. */
    public long reachAfterUs() {
        return kind == MatchKind.BEFORE ? 0 : reachUs();
    }

    /** The record that belongs to an anchor; null where none does. */
    public @Nullable Match find(SourceBuffer records, long anchorUs) {
        int after = records.firstStartingAt(anchorUs + 1);
        int before = after - 1;
        boolean hasBefore = before >= records.begin();
        boolean hasAfter = after < records.end();
        long beforeUs = hasBefore ? residualUs(records, before, anchorUs) : Long.MIN_VALUE;
        long afterUs = hasAfter ? residualUs(records, after, anchorUs) : Long.MAX_VALUE;
        return switch (kind) {
            case EXACT -> hasBefore && beforeUs == 0 ? Match.of(before, 0) : null;
            case BEFORE ->
                    hasBefore && -beforeUs <= toleranceUs ? Match.of(before, beforeUs) : null;
            case BIN ->
                    nearest(before, beforeUs, after, afterUs, Long.MAX_VALUE, hasBefore, hasAfter);
            case NEAREST ->
                    nearest(before, beforeUs, after, afterUs, toleranceUs, hasBefore, hasAfter);
            case INTERPOLATED -> between(records, before, beforeUs, after, afterUs, anchorUs);
        };
    }

    /**
     * Distance of a record from a time, µs: 0 if it lasts over it, positive if it begins later,
     * negative if it ended before.
     */
    public static long residualUs(SourceBuffer records, int at, long timeUs) {
        long startUs = records.startUs(at);
        if (startUs >= timeUs) {
            return startUs - timeUs;
        }
        long endUs = records.endUs(at);
        return endUs > timeUs ? 0 : endUs - timeUs;
    }

    private static @Nullable Match nearest(
            int before,
            long beforeUs,
            int after,
            long afterUs,
            long toleranceUs,
            boolean hasBefore,
            boolean hasAfter) {
        boolean earlier = hasBefore && (!hasAfter || -beforeUs <= afterUs);
        if (earlier) {
            return -beforeUs <= toleranceUs ? Match.of(before, beforeUs) : null;
        }
        return hasAfter && afterUs <= toleranceUs ? Match.of(after, afterUs) : null;
    }

    private @Nullable Match between(
            SourceBuffer records,
            int before,
            long beforeUs,
            int after,
            long afterUs,
            long anchorUs) {
        boolean hasBefore = beforeUs != Long.MIN_VALUE && -beforeUs <= toleranceUs;
        if (!hasBefore) {
            return null;
        }
        if (beforeUs == 0) {
            return Match.of(before, 0);
        }
        if (afterUs > toleranceUs) {
            return null;
        }
        long fromUs = records.startUs(before);
        long toUs = records.startUs(after);
        double fraction = (double) (anchorUs - fromUs) / (toUs - fromUs);
        return new Match(before, after, fraction, 0);
    }
}
