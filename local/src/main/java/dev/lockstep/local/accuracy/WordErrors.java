package dev.lockstep.local.accuracy;

import java.util.List;

/**
 * The fewest edits that turn what was said into what was written, counted in words. Immutable.
 *
 * @param substitutions words written wrongly
 * @param insertions words written that were not said
 * @param deletions words said that were not written
 * @param referenceWords words that were said
 */
public record WordErrors(int substitutions, int insertions, int deletions, int referenceWords) {

    /** Compares two texts after {@link TextNormalizer}. */
    public static WordErrors between(String reference, String hypothesis) {
        return between(TextNormalizer.words(reference), TextNormalizer.words(hypothesis));
    }

    /**
     * Compares two lists of words as they are. Of several cheapest alignments the one with the most
     * substitutions is counted. Time is the product of the lengths, memory the second length.
     */
    public static WordErrors between(List<String> reference, List<String> hypothesis) {
        int width = hypothesis.size() + 1;
        int[] above = new int[width];
        int[] substituted = new int[width];
        int[] inserted = new int[width];
        for (int j = 0; j < width; j++) {
            above[j] = j;
            inserted[j] = j;
        }
        for (int i = 1; i <= reference.size(); i++) {
            int diagonal = above[0];
            int diagonalSubstituted = substituted[0];
            int diagonalInserted = inserted[0];
            above[0] = i;
            for (int j = 1; j < width; j++) {
                boolean same = reference.get(i - 1).equals(hypothesis.get(j - 1));
                int bySubstitution = diagonal + (same ? 0 : 1);
                int byDeletion = above[j] + 1;
                int byInsertion = above[j - 1] + 1;
                int nextDiagonal = above[j];
                int nextSubstituted = substituted[j];
                int nextInserted = inserted[j];
                if (bySubstitution <= byDeletion && bySubstitution <= byInsertion) {
                    above[j] = bySubstitution;
                    substituted[j] = diagonalSubstituted + (same ? 0 : 1);
                    inserted[j] = diagonalInserted;
                } else if (byDeletion <= byInsertion) {
                    above[j] = byDeletion;
                } else {
                    above[j] = byInsertion;
                    substituted[j] = substituted[j - 1];
                    inserted[j] = inserted[j - 1] + 1;
                }
                diagonal = nextDiagonal;
                diagonalSubstituted = nextSubstituted;
                diagonalInserted = nextInserted;
            }
        }
        int errors = above[width - 1];
        int deletions = errors - substituted[width - 1] - inserted[width - 1];
        return new WordErrors(
                substituted[width - 1], inserted[width - 1], deletions, reference.size());
    }

    /** All edits. */
    public int errors() {
        return substitutions + insertions + deletions;
    }

    /**
     * Word error rate: edits per word that was said; above 1 where much was invented.
     *
     * @throws IllegalStateException when nothing was said
     */
    public double rate() {
        if (referenceWords == 0) {
            throw new IllegalStateException("A reference without words has no word error rate");
        }
        return (double) errors() / referenceWords;
    }
}
