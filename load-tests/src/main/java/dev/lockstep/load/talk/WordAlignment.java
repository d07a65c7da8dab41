package dev.lockstep.load.talk;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntBinaryOperator;

/**
 * The cheapest way to turn words that were said into words that were written (Levenshtein), and
 * which word became which. Of several ways with the fewest edits it is the one whose pairs are
 * nearest in time: a talk that is repeated would otherwise find its captions in another round. Time
 * and memory are the product of the lengths. Immutable.
 */
final class WordAlignment {
    /** Stands for a word that has no partner. */
    static final int NONE = -1;

    /** One edit outweighs all distances together: 2^40 ms are decades. */
    private static final long EDIT = 1L << 40;

    private static final byte PAIR = 0;
    private static final byte DELETED = 1;
    private static final byte INSERTED = 2;

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
        byte[][] steps = new byte[said.size() + 1][width];
        long[] costs = new long[width];
        for (int j = 1; j < width; j++) {
            costs[j] = j * EDIT;
        }
        Arrays.fill(steps[0], INSERTED);
        for (int i = 1; i <= said.size(); i++) {
            long diagonal = costs[0];
            costs[0] = i * EDIT;
            steps[i][0] = DELETED;
            for (int j = 1; j < width; j++) {
                boolean same = said.get(i - 1).equals(written.get(j - 1));
                long pair = diagonal + (same ? 0 : EDIT) + distanceMs.applyAsInt(i - 1, j - 1);
                long deleted = costs[j] + EDIT;
                long inserted = costs[j - 1] + EDIT;
                diagonal = costs[j];
                costs[j] = Math.min(pair, Math.min(deleted, inserted));
                steps[i][j] = costs[j] == pair ? PAIR : costs[j] == deleted ? DELETED : INSERTED;
            }
        }
        return trace(steps, said.size(), written.size());
    }

    private static WordAlignment trace(byte[][] steps, int said, int written) {
        int[] writtenOfSaid = new int[said];
        int[] saidBeforeWritten = new int[written];
        Arrays.fill(saidBeforeWritten, NONE);
        int i = said;
        int j = written;
        while (i > 0 || j > 0) {
            byte step = steps[i][j];
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
