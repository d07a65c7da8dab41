package dev.lockstep.view.compliance;

import java.util.ArrayList;
import java.util.List;

/**
 * The fewest edits that turn one list of words into another, word by word: Hirschberg's algorithm
 * (1975), so that memory is the length of the lists and not their product. Time is their product.
 * Stateless.
 */
final class WordAlignment {
    /** Steps of work that are accepted: some seconds. */
    static final long MOST_STEPS = 2_000_000_000L;

    private WordAlignment() {}

    /**
     * A pair of positions; -1 where one list has no word for the other's.
     *
     * @param said position in the first list
     * @param written position in the second list
     */
    record Pair(int said, int written) {}

    /**
     * Aligns.
     *
     * @throws IllegalArgumentException when the lists are too long for each other
     */
    static List<Pair> of(List<String> said, List<String> written) {
        if ((long) said.size() * written.size() > MOST_STEPS) {
            throw new IllegalArgumentException(
                    "A reference of "
                            + said.size()
                            + " words and captions of "
                            + written.size()
                            + " words are too long to be compared word by word: compare pieces of"
                            + " an hour or two.");
        }
        List<Pair> pairs = new ArrayList<>();
        align(said, written, 0, said.size(), 0, written.size(), pairs);
        return pairs;
    }

    private static void align(
            List<String> said,
            List<String> written,
            int saidFrom,
            int saidTo,
            int writtenFrom,
            int writtenTo,
            List<Pair> pairs) {
        if (saidFrom == saidTo) {
            for (int j = writtenFrom; j < writtenTo; j++) {
                pairs.add(new Pair(-1, j));
            }
            return;
        }
        if (saidTo - saidFrom == 1) {
            alignOne(said.get(saidFrom), written, saidFrom, writtenFrom, writtenTo, pairs);
            return;
        }
        int middle = (saidFrom + saidTo) >>> 1;
        int[] before = costs(said.subList(saidFrom, middle), written, writtenFrom, writtenTo, 1);
        int[] after = costs(said.subList(middle, saidTo), written, writtenFrom, writtenTo, -1);
        int width = writtenTo - writtenFrom;
        int best = 0;
        for (int j = 1; j <= width; j++) {
            if (before[j] + after[width - j] < before[best] + after[width - best]) {
                best = j;
            }
        }
        int cut = writtenFrom + best;
        align(said, written, saidFrom, middle, writtenFrom, cut, pairs);
        align(said, written, middle, saidTo, cut, writtenTo, pairs);
    }

    private static void alignOne(
            String word,
            List<String> written,
            int said,
            int writtenFrom,
            int writtenTo,
            List<Pair> pairs) {
        int at = written.subList(writtenFrom, writtenTo).indexOf(word);
        int match = at >= 0 ? writtenFrom + at : writtenFrom;
        if (writtenFrom == writtenTo) {
            pairs.add(new Pair(said, -1));
        }
        for (int j = writtenFrom; j < writtenTo; j++) {
            pairs.add(new Pair(j == match ? said : -1, j));
        }
    }

    /** Edits from all words to each prefix of the written ones; from behind where step is -1. */
    private static int[] costs(
            List<String> said, List<String> written, int writtenFrom, int writtenTo, int step) {
        int width = writtenTo - writtenFrom;
        int[] row = new int[width + 1];
        for (int j = 0; j <= width; j++) {
            row[j] = j;
        }
        for (int i = 0; i < said.size(); i++) {
            String word = said.get(step > 0 ? i : said.size() - 1 - i);
            int diagonal = row[0];
            row[0] = i + 1;
            for (int j = 1; j <= width; j++) {
                String other = written.get(step > 0 ? writtenFrom + j - 1 : writtenTo - j);
                int substituted = diagonal + (word.equals(other) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row;
    }
}
