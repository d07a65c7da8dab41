package dev.lockstep.sink.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One ranking of the rankings by words and by meaning. Stateless.
 *
 * <p>A passage that shares one everyday word with a question would, at the head of the ranking by
 * words, outweigh the passage that answers it: reciprocal ranks do not know how weak a match is. So
 * only passages that cover a good part of the query by weight are fused; the other matches follow
 * after all that were.
 */
final class Ranking {
    /**
     * The part of the query's weight that a passage must hold to count as a match by words beside
     * the meaning; measured, see docs/search.md.
     */
    static final double COVERAGE = 0.4;

    private Ranking() {}

    /** The two as one, best first. */
    static List<Scored> hybrid(List<Scored> words, List<Scored> meaning) {
        List<Scored> strong =
                words.stream().filter(scored -> scored.coverage() >= COVERAGE).toList();
        List<Scored> all = new ArrayList<>(RankFusion.fuse(List.of(strong, meaning)));
        Set<Long> seen = new HashSet<>();
        all.forEach(scored -> seen.add(scored.passage().id()));
        int rank = StoreReading.DEPTH;
        for (Scored weak : words) {
            if (!seen.contains(weak.passage().id())) {
                rank++;
                all.add(new Scored(weak.passage(), RankFusion.share(rank), weak.coverage()));
            }
        }
        return all;
    }
}
