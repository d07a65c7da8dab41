package dev.lockstep.view.compliance;

import dev.lockstep.view.model.CaptionView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * All that the meter remembers of a stream. Immutable; a few tens of kB as JSON, however long the
 * stream is. Written and read by {@link dev.lockstep.view.model.ViewJson}.
 *
 * @param open utterances whose final caption has not come, by source and number
 * @param finished the newest finished ones and a hash of their text, oldest first
 * @param words words of finished utterances
 * @param utterances finished utterances with words
 * @param speechMs length of the finished utterances
 * @param measured finished utterances whose rewrites were counted
 * @param tentativeRewrites tentative words that were changed
 * @param committedRewrites committed words that were changed
 * @param shown word end to first shown
 * @param committed word end to committed
 * @param finals last word to final caption
 * @param spokenRate words by when they were said
 * @param shownRate words by when they were shown
 * @param gaps speech without words
 */
public record ComplianceState(
        Map<String, OpenUtterance> open,
        List<Finished> finished,
        long words,
        long utterances,
        long speechMs,
        long measured,
        long tentativeRewrites,
        long committedRewrites,
        LagCounts shown,
        LagCounts committed,
        LagCounts finals,
        RateCounts spokenRate,
        RateCounts shownRate,
        GapCounts gaps) {
    /** Nothing has come. */
    public static final ComplianceState EMPTY =
            new ComplianceState(
                    Map.of(),
                    List.of(),
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    LagCounts.NONE,
                    LagCounts.NONE,
                    LagCounts.NONE,
                    RateCounts.NONE,
                    RateCounts.NONE,
                    GapCounts.NONE);

    private static final int REMEMBERED = 128;
    private static final int MOST_OPEN = 32;

    public ComplianceState {
        open = Map.copyOf(open);
        finished = List.copyOf(finished);
    }

    /**
     * An utterance that is over, so that it is not counted again when it comes again.
     *
     * @param key source and number
     * @param hash of its text
     */
    record Finished(String key, int hash) {}

    /**
     * The state after a revision.
     *
     * @param state with the revision taken in
     * @param finished what was measured of the utterance; null unless this was its final caption
     */
    public record Step(ComplianceState state, @Nullable UtteranceMeasure finished) {}

    /**
     * Takes in a revision, repeated and out of order as at-least-once delivery may have it.
     *
     * @param publishedMs when it was published, ms since the epoch; empty where that says nothing,
     *     as in a run that is faster than the clock
     */
    public Step accept(CaptionView caption, OptionalLong publishedMs) {
        String key = caption.source() + "/" + caption.utterance();
        for (Finished done : finished) {
            if (done.key().equals(key)) {
                return new Step(again(done, caption), null);
            }
        }
        OpenUtterance utterance =
                open.getOrDefault(key, OpenUtterance.NEW).accept(caption, publishedMs);
        if (!caption.isFinal()) {
            return new Step(with(key, utterance, finished), null);
        }
        UtteranceMeasure measure = utterance.finish(caption, publishedMs);
        List<Finished> done = new ArrayList<>(finished);
        done.add(new Finished(key, hash(caption)));
        List<Finished> kept = done.subList(Math.max(0, done.size() - REMEMBERED), done.size());
        return new Step(with(key, null, kept).plus(measure), measure);
    }

    /** The state after a finished utterance that was measured elsewhere. */
    public ComplianceState plus(UtteranceMeasure utterance) {
        List<Long> saidMs = new ArrayList<>();
        List<Long> seenMs = new ArrayList<>();
        List<Long> shownMs = new ArrayList<>();
        List<Long> committedMs = new ArrayList<>();
        for (WordMeasure word : utterance.words()) {
            saidMs.add(word.endMs());
            Long shownLag = word.shownLagMs();
            if (shownLag != null) {
                shownMs.add(shownLag);
                seenMs.add(word.endMs() + shownLag);
            }
            if (word.committedLagMs() != null) {
                committedMs.add(word.committedLagMs());
            }
        }
        Long finalLag = utterance.finalLagMs();
        return new ComplianceState(
                open,
                finished,
                words + utterance.words().size(),
                utterances + (utterance.words().isEmpty() ? 0 : 1),
                speechMs + Math.max(0, utterance.endMs() - utterance.startMs()),
                measured + (utterance.revisions() == null ? 0 : 1),
                tentativeRewrites + orZero(utterance.tentativeRewrites()),
                committedRewrites + orZero(utterance.committedRewrites()),
                shown.plus(shownMs),
                committed.plus(committedMs),
                finals.plus(finalLag == null ? List.of() : List.of(finalLag)),
                spokenRate.plus(saidMs),
                shownRate.plus(seenMs),
                gaps.plus(utterance));
    }

    private ComplianceState again(Finished done, CaptionView caption) {
        boolean changed = caption.isFinal() && hash(caption) != done.hash();
        return changed ? rewritten() : this;
    }

    private ComplianceState rewritten() {
        return new ComplianceState(
                open,
                finished,
                words,
                utterances,
                speechMs,
                measured,
                tentativeRewrites,
                committedRewrites + 1,
                shown,
                committed,
                finals,
                spokenRate,
                shownRate,
                gaps);
    }

    private ComplianceState with(
            String key, @Nullable OpenUtterance utterance, List<Finished> done) {
        Map<String, OpenUtterance> now = new LinkedHashMap<>(open);
        if (utterance == null) {
            now.remove(key);
        } else {
            now.put(key, utterance);
        }
        if (now.size() > MOST_OPEN) {
            now.remove(lowest(now, key));
        }
        return new ComplianceState(
                now,
                done,
                words,
                utterances,
                speechMs,
                measured,
                tentativeRewrites,
                committedRewrites,
                shown,
                committed,
                finals,
                spokenRate,
                shownRate,
                gaps);
    }

    /** An utterance whose final caption never came must not be kept for ever. */
    private static String lowest(Map<String, OpenUtterance> open, String butNot) {
        return open.keySet().stream()
                .filter(key -> !key.equals(butNot))
                .min((a, b) -> Long.compare(number(a), number(b)))
                .orElseThrow();
    }

    private static long number(String key) {
        return Long.parseLong(key.substring(key.lastIndexOf('/') + 1));
    }

    private static int hash(CaptionView caption) {
        return Objects.hash(caption.committed(), caption.tentative());
    }

    private static long orZero(@Nullable Integer count) {
        return count == null ? 0 : count;
    }
}
