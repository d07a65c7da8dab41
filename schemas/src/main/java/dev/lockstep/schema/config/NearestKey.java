package dev.lockstep.schema.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody may have meant by a key or name that does not exist. Stateless. */
public final class NearestKey {
    private NearestKey() {}

    /** The candidate that takes the fewest edits to reach, first by order among equals. */
    public static Optional<String> of(String text, Collection<String> candidates) {
        return candidates.stream().min(Comparator.comparingInt(c -> distance(text, c)));
    }

    /** Levenshtein distance. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
