package dev.lockstep.load.measure;

import java.util.Collection;
import java.util.List;

/**
 * A figure that was measured several times.
 *
 * @param median the middle one, or the lower of the two in the middle
 * @param least the smallest
 * @param greatest the greatest
 * @param values all of them, in the order in which they were measured
 */
public record Spread(double median, double least, double greatest, List<Double> values) {
    public Spread {
        values = List.copyOf(values);
    }

    /** Of at least one repetition. */
    public static Spread of(Collection<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("Nothing was measured.");
        }
        return new Spread(
                sorted[(sorted.length - 1) / 2],
                sorted[0],
                sorted[sorted.length - 1],
                List.copyOf(values));
    }
}
