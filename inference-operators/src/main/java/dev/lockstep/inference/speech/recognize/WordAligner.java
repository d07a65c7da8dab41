package dev.lockstep.inference.speech.recognize;

import java.util.List;

/**
 * Finds word times where the model gives none. Words are laid over the loudness of the sound by
 * dynamic programming: a word wants the share of the speech that its spelling suggests ({@link
 * SpokenLength}) and loud frames; gaps want quiet frames and stand rather after punctuation. A
 * semi-Markov alignment with a log-normal duration model; the measured error is in
 * docs/performance.md. Stateless, thread-safe.
 */
public final class WordAligner {
    /** Frame length, samples at 16 kHz: 20 ms. */
    static final int FRAME = 320;

    private static final double DURATION_WEIGHT = 5;
    private static final double SILENCE_IN_WORD = 0.8;
    private static final double SPEECH_IN_GAP = 1.0;
    private static final double GAP_AFTER_PUNCTUATION = 0.2;
    private static final double GAP_ELSEWHERE = 1.6;
    private static final int LONGEST_WORD_FRAMES = 80;

    /**
     * Where a word lies.
     *
     * @param startSample first sample
     * @param endSample sample after its last
     */
    public record Span(int startSample, int endSample) {}

    /**
     * Lays words over sound.
     *
     * @param words in order
     * @param samples 16 kHz mono
     * @return one span per word, in order, not overlapping
     */
    public List<Span> align(List<String> words, short[] samples) {
        if (words.isEmpty()) {
            return List.of();
        }
        double[] speech = Loudness.speechShare(samples, FRAME);
        int frames = speech.length;
        if (frames < words.size()) {
            return evenly(words.size(), samples.length);
        }
        return new Alignment(words, speech).spans();
    }

    private static List<Span> evenly(int count, int samples) {
        Span[] spans = new Span[count];
        for (int i = 0; i < count; i++) {
            spans[i] =
                    new Span(
                            (int) ((long) samples * i / count),
                            (int) ((long) samples * (i + 1) / count));
        }
        return List.of(spans);
    }

    /**
     * One run of the dynamic programme; cost[i][t]: best cost with word i ending before frame t.
     */
    private static final class Alignment {
        private final int count;
        private final int frames;
        private final double[] wanted;
        private final boolean[] punctuated;
        private final double[] silenceBefore;
        private final double[] speech;
        private final int[][] wordStart;
        private final int[][] gapStart;
        private double[] reach;

        Alignment(List<String> words, double[] speech) {
            this.count = words.size();
            this.frames = speech.length;
            this.speech = speech;
            this.wanted = new double[count];
            this.punctuated = new boolean[count];
            this.silenceBefore = new double[frames + 1];
            this.wordStart = new int[count][frames + 1];
            this.gapStart = new int[count + 1][frames + 1];
            double total = 0;
            for (int i = 0; i < count; i++) {
                wanted[i] = SpokenLength.seconds(words.get(i));
                punctuated[i] = SpokenLength.endsWithPunctuation(words.get(i));
                total += wanted[i];
            }
            double loud = 0;
            for (int t = 0; t < frames; t++) {
                silenceBefore[t + 1] = silenceBefore[t] + (1 - speech[t]);
                loud += speech[t];
            }
            double scale = Math.max(loud, count) / total;
            for (int i = 0; i < count; i++) {
                wanted[i] = Math.max(2, wanted[i] * scale);
            }
            double[] start = new double[frames + 1];
            java.util.Arrays.fill(start, Double.MAX_VALUE / 4);
            start[0] = 0;
            this.reach = withGap(start, 0, GAP_AFTER_PUNCTUATION);
            for (int i = 0; i < count; i++) {
                double[] ended = word(i);
                boolean free = punctuated[i] || i == count - 1;
                reach = withGap(ended, i + 1, free ? GAP_AFTER_PUNCTUATION : GAP_ELSEWHERE);
            }
        }

        private double[] withGap(double[] ended, int index, double opening) {
            double[] best = new double[frames + 1];
            double inGap = Double.MAX_VALUE / 4;
            int opened = 0;
            for (int t = 0; t <= frames; t++) {
                best[t] = ended[t];
                gapStart[index][t] = t;
                if (t > 0) {
                    double cost = SPEECH_IN_GAP * speech[t - 1];
                    double fresh = ended[t - 1] + opening;
                    if (fresh < inGap) {
                        inGap = fresh;
                        opened = t - 1;
                    }
                    inGap += cost;
                    if (inGap < best[t]) {
                        best[t] = inGap;
                        gapStart[index][t] = opened;
                    }
                }
            }
            return best;
        }

        private double[] word(int i) {
            double[] ended = new double[frames + 1];
            int longest = (int) Math.min(LONGEST_WORD_FRAMES, 4 * wanted[i] + 6);
            double[] durationCost = new double[longest + 1];
            for (int d = 1; d <= longest; d++) {
                double ratio = Math.log(d / wanted[i]);
                durationCost[d] = DURATION_WEIGHT * ratio * ratio;
            }
            for (int t = 0; t <= frames; t++) {
                double best = Double.MAX_VALUE / 4;
                int from = 0;
                for (int d = 1; d <= longest && d <= t; d++) {
                    int s = t - d;
                    double cost =
                            reach[s]
                                    + durationCost[d]
                                    + SILENCE_IN_WORD * (silenceBefore[t] - silenceBefore[s]);
                    if (cost < best) {
                        best = cost;
                        from = s;
                    }
                }
                ended[t] = best;
                wordStart[i][t] = from;
            }
            return ended;
        }

        List<Span> spans() {
            Span[] spans = new Span[count];
            int t = gapStart[count][frames];
            for (int i = count - 1; i >= 0; i--) {
                int s = wordStart[i][t];
                spans[i] = new Span(s * FRAME, t * FRAME);
                t = gapStart[i][s];
            }
            return List.of(spans);
        }
    }
}
