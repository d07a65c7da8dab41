package dev.lockstep.load.measure;

import java.util.Arrays;
import java.util.Collection;

/** Quantiles by nearest rank: a value that was measured, not one between two. Immutable. */
public final class Quantiles {
    private final double[] sorted;

    private Quantiles(double[] sorted) {
        this.sorted = sorted;
    }

    /** Of at least one value. */
    public static Quantiles of(Collection<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("Nothing was measured.");
        }
        Arrays.sort(sorted);
        return new Quantiles(sorted);
    }

    /**
     * The least value that at least this share of the values does not exceed.
     *
     * @param share 0..1
     */
    public double at(double share) {
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.max(1, Math.min(sorted.length, rank)) - 1];
    }
}
