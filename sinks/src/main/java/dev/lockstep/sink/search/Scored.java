package dev.lockstep.sink.search;

import java.util.Comparator;

/**
 * A passage with its score in one ranking. Immutable.
 *
 * @param passage the passage
 * @param score higher is better
 * @param coverage the part of the query that it covers, 0..1
 */
record Scored(PassageRef passage, double score, double coverage) {
    /** Best first; equal scores in the order of the passages. */
    static final Comparator<Scored> BEST_FIRST =
            Comparator.comparingDouble(Scored::score).reversed().thenComparing(Scored::passage);
}
