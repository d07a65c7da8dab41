package dev.lockstep.load.talk;

import dev.lockstep.local.accuracy.TextNormalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Compares what was shown of a stream with what was said on it. Stateless.
 *
 * <p>Words are those of {@link TextNormalizer}. All cues of the stream are aligned with the last
 * states of all lines, also those outside of the range that is scored, so that neither costs the
 * other errors. A word that was written and not said counts with the cue before it.
 */
public final class SpeechScorer {
    /** How much farther a caption is from a word that was said after it than from one before. */
    private static final int TOO_EARLY = 3;

    private final List<ReferenceCue> cues;
    private final CaptionLines captions;
    private final List<String> said = new ArrayList<>();
    private final List<Integer> cueOfWord = new ArrayList<>();
    private final double[] wordEndMs;
    private final int[] lineOfWord;
    private final WordAlignment alignment;
    private final long fromMs;
    private final long toMs;

    private SpeechScorer(TalkStream stream, List<Shown> shown, long fromMs, long toMs) {
        this.cues = stream.cues();
        this.fromMs = fromMs;
        this.toMs = toMs;
        captions = CaptionLines.of(shown);
        for (int n = 0; n < cues.size(); n++) {
            List<String> words = TextNormalizer.words(cues.get(n).text());
            said.addAll(words);
            cueOfWord.addAll(Collections.nCopies(words.size(), n));
        }
        wordEndMs = wordEnds();
        lineOfWord = captions.lineOfWord();
        alignment = WordAlignment.of(said, captions.lastWords(), this::distanceMs);
    }

    /**
     * Scores the cues that end within a range.
     *
     * @param stream what was said
     * @param shown what was shown of it, all of it, in any order
     * @param fromMs begin of the range, ms from the first sample's due time, inclusive
     * @param toMs end of the range, exclusive
     */
    public static SpeechScore of(TalkStream stream, List<Shown> shown, long fromMs, long toMs) {
        SpeechScorer scorer = new SpeechScorer(stream, shown, fromMs, toMs);
        List<SpeechScore.SentenceLag> lags = new ArrayList<>();
        int missed = stream.timed() ? scorer.lags(lags) : 0;
        return new SpeechScore(scorer.errors(), scorer.words(), lags, missed);
    }

    /** Words of a cue are taken as equally long: it only has to decide between equals. */
    private double[] wordEnds() {
        double[] ends = new double[said.size()];
        int first = 0;
        for (int i = 0; i < ends.length; i++) {
            int cue = cueOfWord.get(i);
            first = i > 0 && cueOfWord.get(i - 1) == cue ? first : i;
            int last = i;
            while (last + 1 < ends.length && cueOfWord.get(last + 1) == cue) {
                last++;
            }
            ReferenceCue of = cues.get(cue);
            double share = (i + 1.0 - first) / (last + 1.0 - first);
            ends[i] = of.startMs() + share * (of.endMs() - of.startMs());
        }
        return ends;
    }

    private int words() {
        return (int) cueOfWord.stream().filter(this::counts).count();
    }

    private int errors() {
        List<String> written = captions.lastWords();
        int errors = 0;
        for (int i = 0; i < said.size(); i++) {
            int partner = alignment.writtenFor(i);
            boolean right =
                    partner != WordAlignment.NONE && written.get(partner).equals(said.get(i));
            errors += counts(cueOfWord.get(i)) && !right ? 1 : 0;
        }
        for (int j = 0; j < written.size(); j++) {
            int before = alignment.saidBefore(j);
            boolean invented = before != WordAlignment.NONE && !said.isEmpty();
            errors += invented && counts(cueOfWord.get(Math.max(0, before - 1))) ? 1 : 0;
        }
        return errors;
    }

    /** Adds the lag of each sentence that was shown and returns how many were not. */
    private int lags(List<SpeechScore.SentenceLag> lags) {
        FirstDisplay first = new FirstDisplay(captions);
        int missed = 0;
        for (int i = 0; i < said.size(); i++) {
            int cue = cueOfWord.get(i);
            boolean last = i + 1 == said.size() || cueOfWord.get(i + 1) != cue;
            if (!last || !counts(cue)) {
                continue;
            }
            int word = alignment.writtenFor(i);
            if (word == WordAlignment.NONE) {
                missed++;
                continue;
            }
            long endMs = cues.get(cue).endMs();
            int line = lineOfWord[word];
            double firstMs = first.of(line, word, said.get(i), cues.get(cue).startMs());
            double finalMs = captions.lines().get(line).settledMs();
            lags.add(new SpeechScore.SentenceLag(endMs, firstMs - endMs, finalMs - endMs));
        }
        return missed;
    }

    private boolean counts(int cue) {
        long endMs = cues.get(cue).endMs();
        return endMs >= fromMs && endMs < toMs;
    }

    /** A word is shown after it was said, and rather soon. */
    private int distanceMs(int saidWord, int writtenWord) {
        double shownMs = captions.lines().get(lineOfWord[writtenWord]).last().atMs();
        double lateMs = shownMs - wordEndMs[saidWord];
        return (int) (lateMs >= 0 ? lateMs : -TOO_EARLY * lateMs);
    }
}
