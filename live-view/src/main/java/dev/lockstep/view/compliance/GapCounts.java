package dev.lockstep.view.compliance;

import dev.lockstep.view.model.GapView;
import dev.lockstep.view.model.GapsView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Gaps while speech was detected: inside an utterance, which the voice activity detector opened and
 * closed, at least 3 s between its start, its words and its end. Silence between utterances is no
 * gap. Immutable.
 *
 * @param count how many
 * @param totalMs their length together
 * @param longestMs the longest
 * @param newest the newest ones
 */
record GapCounts(long count, long totalMs, long longestMs, List<GapView> newest) {
    static final GapCounts NONE = new GapCounts(0, 0, 0, List.of());

    /** How long speech has to be without words to count, ms. */
    static final long LEAST_MS = 3_000;

    private static final int KEPT = 50;

    GapCounts {
        newest = List.copyOf(newest);
    }

    GapCounts plus(UtteranceMeasure utterance) {
        List<GapView> gaps = in(utterance);
        if (gaps.isEmpty()) {
            return this;
        }
        List<GapView> kept = new ArrayList<>(newest);
        kept.addAll(gaps);
        long total = totalMs;
        long longest = longestMs;
        for (GapView gap : gaps) {
            total += gap.endMs() - gap.startMs();
            longest = Math.max(longest, gap.endMs() - gap.startMs());
        }
        return new GapCounts(
                count + gaps.size(),
                total,
                longest,
                kept.subList(Math.max(0, kept.size() - KEPT), kept.size()));
    }

    GapsView view() {
        return new GapsView(LEAST_MS, count, totalMs, longestMs, newest);
    }

    /** The gaps of an utterance, in order. */
    static List<GapView> in(UtteranceMeasure utterance) {
        List<GapView> gaps = new ArrayList<>();
        long coveredMs = utterance.startMs();
        List<WordMeasure> words =
                utterance.words().stream()
                        .sorted(Comparator.comparingLong(WordMeasure::startMs))
                        .toList();
        for (WordMeasure word : words) {
            if (word.startMs() - coveredMs >= LEAST_MS) {
                gaps.add(new GapView(coveredMs, word.startMs()));
            }
            coveredMs = Math.max(coveredMs, word.endMs());
        }
        if (utterance.endMs() - coveredMs >= LEAST_MS) {
            gaps.add(new GapView(coveredMs, utterance.endMs()));
        }
        return gaps;
    }
}
