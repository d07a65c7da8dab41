package dev.lockstep.load.talk;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntBinaryOperator;

/**
 * The cheapest way to turn words that were said into words that were written (Levenshtein), and
 * which word became which. Of several ways with the fewest edits it is the one whose missing and
 * invented words stand together (Gotoh 1982) and whose pairs are near in time: a talk that is
 * repeated would otherwise find its captions in another round. Time and memory are the product of
 * the lengths. Immutable.
 */
final class WordAlignment {
    /** Stands for a word that has no partner. */
    static final int NONE = -1;

    /** One edit outweighs all that follows together: 2^40 ms are decades. */
    private static final long EDIT = 1L << 40;

    /** What another run of missing or invented words costs: as much as so many ms of distance. */
    private static final long RUN = 60_000;

    private static final long NEVER = Long.MAX_VALUE / 4;

    private static final int PAIR = 0;
    private static final int DELETED = 1;
    private static final int INSERTED = 2;
    private static final int STEPS = 3;
    private static final int BITS = 2;

    private final int[] writtenOfSaid;
    private final int[] saidBeforeWritten;

    private WordAlignment(int[] writtenOfSaid, int[] saidBeforeWritten) {
        this.writtenOfSaid = writtenOfSaid;
        this.saidBeforeWritten = saidBeforeWritten;
    }

    /**
     * Aligns.
     *
     * @param distanceMs how far the said word with the first index is from the written one with the
     *     second, ms, 0 or more; decides between ways with equally many edits
     */
    static WordAlignment of(List<String> said, List<String> written, IntBinaryOperator distanceMs) {
        int width = written.size() + 1;
        // For each cell and last step, the step before it, two bits each.
        byte[][] before = new byte[said.size() + 1][width];
        long[][] above = new long[width][STEPS];
        long[][] row = new long[width][STEPS];
        for (int i = 0; i <= said.size(); i++) {
            for (int j = 0; j < width; j++) {
                long[] cell = row[j];
                Arrays.fill(cell, NEVER);
                if (i == 0 && j == 0) {
                    cell[PAIR] = 0;
                    continue;
                }
                int steps = 0;
                if (i > 0 && j > 0) {
                    long[] from = above[j - 1];
                    int best = best(from, PAIR, 0);
                    boolean same = said.get(i - 1).equals(written.get(j - 1));
                    cell[PAIR] =
                            from[best] + (same ? 0 : EDIT) + distanceMs.applyAsInt(i - 1, j - 1);
                    steps |= best;
                }
                if (i > 0) {
                    steps |= gap(cell, above[j], DELETED);
                }
                if (j > 0) {
                    steps |= gap(cell, row[j - 1], INSERTED);
                }
                before[i][j] = (byte) steps;
            }
            long[][] next = above;
            above = row;
            row = next;
        }
        int last = best(above[width - 1], PAIR, 0);
        return trace(before, said.size(), written.size(), last);
    }

    private static int gap(long[] cell, long[] from, int step) {
        int best = best(from, step, RUN);
        cell[step] = from[best] + (best == step ? 0 : RUN) + EDIT;
        return best << (BITS * step);
    }

    /**
     * The cheapest step to come from, when coming from another one than the favoured costs more.
     */
    private static int best(long[] costs, int favoured, long otherwise) {
        int best = favoured;
        long least = costs[favoured];
        for (int step = 0; step < STEPS; step++) {
            if (step != favoured && costs[step] + otherwise < least) {
                best = step;
                least = costs[step] + otherwise;
            }
        }
        return best;
    }

    private static WordAlignment trace(byte[][] before, int said, int written, int last) {
        int[] writtenOfSaid = new int[said];
        int[] saidBeforeWritten = new int[written];
        Arrays.fill(saidBeforeWritten, NONE);
        int i = said;
        int j = written;
        int step = last;
        while (i > 0 || j > 0) {
            int earlier = (before[i][j] >> (BITS * step)) & ((1 << BITS) - 1);
            if (step == PAIR) {
                i--;
                j--;
                writtenOfSaid[i] = j;
            } else if (step == DELETED) {
                i--;
                writtenOfSaid[i] = NONE;
            } else {
                j--;
                saidBeforeWritten[j] = i;
            }
            step = earlier;
        }
        return new WordAlignment(writtenOfSaid, saidBeforeWritten);
    }

    /** Index of the word that was written for the said one, or {@link #NONE}. */
    int writtenFor(int said) {
        return writtenOfSaid[said];
    }

    /**
     * How many said words come before a written one that has no partner; {@link #NONE} for one that
     * has.
     */
    int saidBefore(int written) {
        return saidBeforeWritten[written];
    }
}
