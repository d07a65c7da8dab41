package dev.lockstep.load.evaluate.accuracy;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lockstep.load.evaluate.statistics.Bootstrap;
import dev.lockstep.load.evaluate.statistics.Interval;
import dev.lockstep.load.evaluate.statistics.Share;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How often the item that a caption belongs to is among the first k of all. Immutable.
 *
 * @param queries captions that were looked for
 * @param items that can be found; the rest have nothing to be found by
 * @param atK by k, with an interval over queries
 * @param chance what drawing at random would find, by k
 * @param meanReciprocalRank mean of 1 ∕ rank, 0 for what was not found (Voorhees, TREC-8, 1999)
 */
public record RetrievalScore(
        int queries,
        int items,
        @JsonProperty("at_k") Map<Integer, Interval> atK,
        Map<Integer, Double> chance,
        @JsonProperty("mean_reciprocal_rank") Interval meanReciprocalRank) {
    /** The depths that are looked at. */
    public static final List<Integer> DEPTHS = List.of(1, 5, 10);

    /** The rank of what a search did not find at all. */
    public static final int NOT_FOUND = Integer.MAX_VALUE;

    /** The score of the ranks at which the right items stood, from 1, or {@link #NOT_FOUND}. */
    public static RetrievalScore of(List<Integer> ranks, int items, Bootstrap bootstrap) {
        Map<Integer, Interval> atK = new LinkedHashMap<>();
        Map<Integer, Double> chance = new LinkedHashMap<>();
        for (int k : DEPTHS) {
            atK.put(
                    k,
                    bootstrap.rate(ranks.stream().map(r -> new Share(r <= k ? 1 : 0, 1)).toList()));
            chance.put(k, Math.min(1, (double) k / items));
        }
        return new RetrievalScore(
                ranks.size(),
                items,
                atK,
                chance,
                bootstrap.mean(
                        ranks.stream().map(rank -> rank == NOT_FOUND ? 0 : 1.0 / rank).toList()));
    }

    /**
     * The rank of the right item, from 1, by the cosine of the query and the nearest passage of
     * each. An item that is as near as the right one stands before it, so equal ones win nothing.
     *
     * @param query of length 1
     * @param passages of each item, of length 1 each
     * @param right which item
     */
    public static int rank(float[] query, List<List<float[]>> passages, int right) {
        List<Double> nearest = new ArrayList<>();
        for (List<float[]> item : passages) {
            nearest.add(
                    item.stream()
                            .mapToDouble(passage -> dot(query, passage))
                            .max()
                            .orElse(Double.NEGATIVE_INFINITY));
        }
        int rank = 1;
        for (int i = 0; i < nearest.size(); i++) {
            if (i != right && nearest.get(i) >= nearest.get(right)) {
                rank++;
            }
        }
        return rank;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
