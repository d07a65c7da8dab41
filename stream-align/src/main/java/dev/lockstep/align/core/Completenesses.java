package dev.lockstep.align.core;

import dev.lockstep.align.buffer.SourceBuffer;
import dev.lockstep.align.speech.SpeechLane;
import dev.lockstep.schema.avro.Completeness;
import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.avro.ModalityStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says of each modality how complete it is in a window and, where it is not, why. Of a window that
 * settles this depends on event times alone, not on when anything came: a source counts from the
 * announcement or record that lies before the end of the window. Stateless.
 */
final class Completenesses {
    /** The stream has no source of this modality. */
    static final String NO_SOURCE = "no-source";

    /** A source was announced that had no record up to the end of the window. */
    static final String NOT_HEARD = "not-heard";

    /** The source had ended. */
    static final String ENDED = "ended";

    /** The source had not come so far when the window was written. */
    static final String NOT_YET = "not-yet";

    /** The words had not been recognised so far when the window was written. */
    static final String SPEECH_NOT_YET = "speech-not-yet";

    /** The source had passed the window, and records are missing in it. */
    static final String GAP = "gap";

    /** Share of a window that may be uncovered by rounding and jitter. */
    private static final double SLACK = 0.01;

    /**
     * @param settled whether it is the last word on the window: what is not there then is missing
     */
    ModalityStatus of(
            StreamState state, Modality modality, long startUs, long endUs, boolean settled) {
        Completeness all = null;
        String reason = null;
        Float coverage = null;
        boolean unheard = false;
        for (SourceTrack source : state.sources) {
            if (!source.isKnownBefore(endUs)) {
                continue;
            }
            if (source.firstUs >= endUs) {
                unheard = true;
                continue;
            }
            if (source.modality != modality) {
                continue;
            }
            String why = why(source, startUs, endUs, settled);
            Completeness one =
                    why == null
                            ? Completeness.COMPLETE
                            : isEmpty(source, startUs, endUs)
                                    ? Completeness.MISSING
                                    : Completeness.PARTIAL;
            if (modality == Modality.AUDIO) {
                float covered = (float) covered(source.buffer, startUs, endUs);
                coverage = coverage == null ? covered : Math.max(coverage, covered);
            }
            all = all == null || all == one ? one : Completeness.PARTIAL;
            reason = reason == null ? why : reason;
        }
        if (all == null) {
            String none = unheard ? NOT_HEARD : NO_SOURCE;
            return new ModalityStatus(
                    modality, Completeness.MISSING, none, null, null, null, List.of());
        }
        return new ModalityStatus(modality, all, reason, null, coverage, null, List.of());
    }

    private static @Nullable String why(
            SourceTrack source, long startUs, long endUs, boolean settled) {
        boolean passed = settled || source.ended || source.passedUs >= endUs;
        return switch (source.modality) {
            case AUDIO -> whyOfSound(source, passed, settled, startUs, endUs);
            case VIDEO -> whyOfPictures(source, passed, startUs, endUs);
            // Nobody has to write: a window without texts lacks nothing.
            default -> source.hasEndedBefore(startUs + 1, endUs) ? ENDED : null;
        };
    }

    private static @Nullable String whyOfSound(
            SourceTrack source, boolean passed, boolean settled, long startUs, long endUs) {
        if (covered(source.buffer, startUs, endUs) < 1 - SLACK) {
            return lacking(source, passed, endUs);
        }
        SpeechLane speech = source.speech;
        if (speech == null || speech.passedUs() >= endUs) {
            return null;
        }
        // At last, sound that was not searched to the end holds no words; those on their way lack.
        return settled && !speech.awaitsWords() ? null : SPEECH_NOT_YET;
    }

    private static @Nullable String whyOfPictures(
            SourceTrack source, boolean passed, long startUs, long endUs) {
        SourceBuffer records = source.buffer;
        int at = records.firstEndingAfter(startUs);
        if (at == records.end() || records.startUs(at) >= endUs) {
            return lacking(source, passed, endUs);
        }
        for (int next = at + 1; next < records.end() && records.startUs(next) < endUs; next++) {
            if (records.epoch(next) == records.epoch(next - 1)
                    && records.sequence(next) - records.sequence(next - 1) > 1) {
                return GAP;
            }
        }
        return passed ? null : NOT_YET;
    }

    private static String lacking(SourceTrack source, boolean passed, long endUs) {
        if (!passed) {
            return NOT_YET;
        }
        return source.hasEndedBefore(endUs, endUs) ? ENDED : GAP;
    }

    private static boolean isEmpty(SourceTrack source, long startUs, long endUs) {
        int at = source.buffer.firstEndingAfter(startUs);
        return at == source.buffer.end() || source.buffer.startUs(at) >= endUs;
    }

    private static double covered(SourceBuffer records, long startUs, long endUs) {
        long coveredUs = 0;
        long reachedUs = startUs;
        int at = records.firstEndingAfter(startUs);
        for (; at < records.end() && records.startUs(at) < endUs; at++) {
            long fromUs = Math.max(reachedUs, records.startUs(at));
            long toUs = Math.min(endUs, records.endUs(at));
            if (toUs > fromUs) {
                coveredUs += toUs - fromUs;
                reachedUs = toUs;
            }
        }
        return (double) coveredUs / (endUs - startUs);
    }
}
