package dev.lockstep.load.evaluate.statistics;

import java.util.Arrays;
import java.util.List;

/**
 * Corrects p for the number of tests, so that the chance of any false alarm among them stays what
 * it was for one: Holm, "A Simple Sequentially Rejective Multiple Test Procedure", 1979. Stateless.
 */
public final class Holm {
    private Holm() {}

    /** The corrected values in the order of those given: max over smaller ones of (m − k) p(k). */
    public static List<Double> correct(List<Double> values) {
        Integer[] order = new Integer[values.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(values.get(a), values.get(b)));
        Double[] corrected = new Double[values.size()];
        double highest = 0;
        for (int k = 0; k < order.length; k++) {
            highest = Math.max(highest, Math.min(1, (order.length - k) * values.get(order[k])));
            corrected[order[k]] = highest;
        }
        return List.of(corrected);
    }
}
