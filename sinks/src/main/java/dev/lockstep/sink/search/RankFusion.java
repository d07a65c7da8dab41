package dev.lockstep.sink.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reciprocal rank fusion: what stands at rank r of a ranking gets {@code 1 / (60 + r)} from it, and
 * the sums are ranked. Stateless.
 *
 * <p>Cormack, Clarke and Büttcher, "Reciprocal Rank Fusion outperforms Condorcet and individual
 * Rank Learning Methods" (SIGIR 2009), with their k = 60. It needs no common scale, which BM25 and
 * cosines do not have.
 */
final class RankFusion {
    /** The constant of the paper. */
    static final int K = 60;

    private RankFusion() {}

    /** What rank r, from 1, gives. */
    static double share(int rank) {
        return 1.0 / (K + rank);
    }

    /** The rankings as one, best first. Every ranking names a passage at most once. */
    static List<Scored> fuse(List<List<Scored>> rankings) {
        Map<Long, Scored> fused = new HashMap<>();
        for (List<Scored> ranking : rankings) {
            for (int i = 0; i < ranking.size(); i++) {
                Scored scored = new Scored(ranking.get(i).passage(), share(i + 1), 1);
                fused.merge(scored.passage().id(), scored, RankFusion::sum);
            }
        }
        List<Scored> best = new ArrayList<>(fused.values());
        best.sort(Scored.BEST_FIRST);
        return best;
    }

    private static Scored sum(Scored one, Scored other) {
        return new Scored(one.passage(), one.score() + other.score(), 1);
    }
}
