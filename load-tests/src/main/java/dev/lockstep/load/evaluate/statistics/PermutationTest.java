package dev.lockstep.load.evaluate.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Whether groups of units differ by more than chance: labels are dealt out anew, and it is counted
 * how often the groups then differ at least as much. It assumes nothing of the distribution (Good,
 * "Permutation, Parametric and Bootstrap Tests of Hypotheses", 2005); the observed order counts as
 * one, so p is never 0: (1 + b) ∕ (1 + m), Phipson and Smyth, "Permutation P-values Should Never Be
 * Zero", 2010.
 *
 * <p>Two groups are compared by the difference of their pooled rates; more by Kruskal and Wallis' H
 * over the units' rates (JASA 1952), with middle ranks for equal ones. Its correction for ties is a
 * constant over permutations and left out.
 *
 * <p>Immutable; thread-safe. The same seed gives the same p.
 *
 * @param permutations how often labels are dealt out
 * @param seed of the dealing
 */
public record PermutationTest(int permutations, long seed) {
    /** Ten thousand permutations: p is known to about 0.004 near 0.05. */
    public static PermutationTest seeded(long seed) {
        return new PermutationTest(10_000, seed);
    }

    /**
     * Tests it.
     *
     * @param units what is exchanged: items, or speakers with all their items
     * @param groups the group of each unit, 0 to {@code count} − 1
     * @param count how many groups, at least two, none empty
     * @return p, 0..1
     */
    public double p(List<Share> units, int[] groups, int count) {
        if (units.size() != groups.length || count < 2) {
            throw new IllegalArgumentException(
                    units.size() + " units with " + groups.length + " groups of " + count);
        }
        double[] ranks = middleRanks(units);
        double observed = statistic(units, ranks, groups, count);
        SplittableRandom random = new SplittableRandom(seed);
        int[] dealt = groups.clone();
        int asMuch = 0;
        for (int i = 0; i < permutations; i++) {
            shuffle(dealt, random);
            // Sums of the same numbers in another order differ in the last bits.
            if (statistic(units, ranks, dealt, count) >= observed - 1e-9 * (1 + observed)) {
                asMuch++;
            }
        }
        return (1.0 + asMuch) / (1.0 + permutations);
    }

    private static double statistic(List<Share> units, double[] ranks, int[] groups, int count) {
        return count == 2 ? difference(units, groups) : kruskalWallis(ranks, groups, count);
    }

    private static double difference(List<Share> units, int[] groups) {
        double[] parts = new double[2];
        double[] wholes = new double[2];
        for (int i = 0; i < groups.length; i++) {
            parts[groups[i]] += units.get(i).part();
            wholes[groups[i]] += units.get(i).whole();
        }
        return Math.abs(parts[0] / wholes[0] - parts[1] / wholes[1]);
    }

    /** H = 12 ∕ (n (n + 1)) · Σ R² ∕ n(g) − 3 (n + 1), with the sum of ranks R of each group. */
    static double kruskalWallis(double[] ranks, int[] groups, int count) {
        double[] sums = new double[count];
        int[] sizes = new int[count];
        for (int i = 0; i < groups.length; i++) {
            sums[groups[i]] += ranks[i];
            sizes[groups[i]]++;
        }
        double total = 0;
        for (int g = 0; g < count; g++) {
            total += sums[g] * sums[g] / sizes[g];
        }
        double n = groups.length;
        return 12 / (n * (n + 1)) * total - 3 * (n + 1);
    }

    /** Ranks from 1 by rate; equal rates share the middle of theirs. */
    static double[] middleRanks(List<Share> units) {
        Integer[] order = new Integer[units.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(units.get(a).rate(), units.get(b).rate()));
        double[] ranks = new double[order.length];
        for (int from = 0; from < order.length; ) {
            int to = from;
            while (to < order.length
                    && Double.compare(units.get(order[to]).rate(), units.get(order[from]).rate())
                            == 0) {
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks[order[i]] = (from + 1 + to) / 2.0;
            }
            from = to;
        }
        return ranks;
    }

    private static void shuffle(int[] values, SplittableRandom random) {
        for (int i = values.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = values[i];
            values[i] = values[other];
            values[other] = kept;
        }
    }
}
