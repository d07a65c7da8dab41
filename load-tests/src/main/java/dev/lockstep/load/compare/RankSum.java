package dev.lockstep.load.compare;

import java.util.List;

/**
 * The distribution of the Mann-Whitney statistic U, for the interval that goes with it. Stateless.
 *
 * <p>Exact for up to {@value #EXACT} pairs, by counting orders; by the normal distribution above.
 * Source: M. Hollander, D. A. Wolfe, E. Chicken, "Nonparametric Statistical Methods", 3rd edition,
 * 2014, sections 4.1 and 4.3.
 */
final class RankSum {
    private static final int EXACT = 2_500;
    private static final double NORMAL975 = 1.959964;
    private static final double TAIL = 0.025;

    private RankSum() {}

    /**
     * Which of the sorted differences of all pairs bounds the interval of 95 %: the k-th from
     * either end.
     *
     * @return k from 1; 0 where there are too few values for any interval
     */
    static int bound(int before, int after) {
        long pairs = (long) before * after;
        if (pairs > EXACT) {
            double spread = Math.sqrt(pairs * (before + after + 1) / 12.0);
            return (int) Math.max(1, Math.floor(pairs / 2.0 - NORMAL975 * spread));
        }
        double[] orders = orders(before, after);
        double all = 0;
        for (double count : orders) {
            all += count;
        }
        double below = 0;
        int k = 0;
        while (k < orders.length && below + orders[k] <= TAIL * all) {
            below += orders[k];
            k++;
        }
        return k;
    }

    /** In how many orders of so many values U is 0, 1, 2, … */
    private static double[] orders(int before, int after) {
        double[][] counts = new double[after + 1][before * after + 1];
        for (int n = 0; n <= after; n++) {
            counts[n][0] = 1;
        }
        // With one more value before, each order splits by where that value stands.
        for (int m = 1; m <= before; m++) {
            for (int n = 1; n <= after; n++) {
                double[] next = new double[before * after + 1];
                for (int u = 0; u < next.length; u++) {
                    next[u] = counts[n - 1][u] + (u >= n ? counts[n][u - n] : 0);
                }
                counts[n] = next;
            }
        }
        return counts[after];
    }

    /** Median of sorted values; the mean of both in the middle where there are two. */
    static double median(List<Double> sorted) {
        int n = sorted.size();
        return (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
    }
}
