package dev.lockstep.load.evaluate.statistics;

import java.util.Collection;

/** Quantiles by nearest rank: always a value that was measured. Stateless. */
public final class Quantiles {
    private Quantiles() {}

    /**
     * The smallest value that at least this share of all do not exceed.
     *
     * @param values at least one
     * @param share 0..1
     */
    public static double nearestRank(Collection<Double> values, double share) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("Nothing was measured.");
        }
        int rank = (int) Math.ceil(share * sorted.length - 1e-9);
        return sorted[Math.min(sorted.length, Math.max(1, rank)) - 1];
    }
}
