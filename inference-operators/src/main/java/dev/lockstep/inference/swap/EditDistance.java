package dev.lockstep.inference.swap;

import java.util.List;

/** Levenshtein distance. Stateless. */
public final class EditDistance {
    private EditDistance() {}

    /** Fewest insertions, deletions and substitutions that turn one list into the other. */
    public static int between(List<?> one, List<?> other) {
        int[] row = new int[other.size() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.size(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int substituted = diagonal + (one.get(i - 1).equals(other.get(j - 1)) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[row.length - 1];
    }

    /** The distance by the length of the longer list, 0..1; 0 for two empty ones. */
    public static double rate(List<?> one, List<?> other) {
        int longer = Math.max(one.size(), other.size());
        return longer == 0 ? 0 : (double) between(one, other) / longer;
    }
}
