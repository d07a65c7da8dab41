package dev.lockstep.load.evaluate.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Intervals by drawing items again, with replacement: the percentile bootstrap (Efron and
 * Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13), over utterances for word error
 * rates and paired for differences as in Bisani and Ney, "Bootstrap Estimates for Confidence
 * Intervals in ASR Performance Evaluation", ICASSP 2004. The same seed gives the same interval.
 * With few units the interval is too narrow; below {@link #LEAST_UNITS} there is none.
 *
 * <p>Immutable; thread-safe.
 *
 * @param resamples how often items are drawn again
 * @param seed of the draws
 */
public record Bootstrap(int resamples, long seed) {
    /** Fewest units that an interval is made of. */
    public static final int LEAST_UNITS = 3;

    private static final double TAIL = 0.025;

    /** Two thousand draws. */
    public static Bootstrap seeded(long seed) {
        return new Bootstrap(2_000, seed);
    }

    /** The rate of the sums over items, with its interval. */
    public Interval rate(List<Share> items) {
        return of(
                items.size(),
                drawn -> {
                    double part = 0;
                    double whole = 0;
                    for (int i : drawn) {
                        part += items.get(i).part();
                        whole += items.get(i).whole();
                    }
                    return part / whole;
                });
    }

    /**
     * How much higher the rate of the second is. Both lists hold the same items in the same order,
     * and the same items are drawn of both, so that what is hard in both cancels out.
     */
    public Interval difference(List<Share> clean, List<Share> damaged) {
        if (clean.size() != damaged.size()) {
            throw new IllegalArgumentException(
                    clean.size() + " items cannot be paired with " + damaged.size() + ".");
        }
        return of(
                clean.size(),
                drawn -> {
                    Share before = Share.NONE;
                    Share after = Share.NONE;
                    for (int i : drawn) {
                        before = before.plus(clean.get(i));
                        after = after.plus(damaged.get(i));
                    }
                    return after.rate() - before.rate();
                });
    }

    /** The mean, with its interval. */
    public Interval mean(List<Double> values) {
        return of(
                values.size(),
                drawn -> {
                    double sum = 0;
                    for (int i : drawn) {
                        sum += values.get(i);
                    }
                    return sum / drawn.length;
                });
    }

    /**
     * Any figure of a choice of units.
     *
     * @param figure of the units with these numbers, one of them maybe several times
     */
    public Interval of(int units, ToDoubleFunction<int[]> figure) {
        int[] all = new int[units];
        Arrays.setAll(all, i -> i);
        double value = figure.applyAsDouble(all);
        if (units < LEAST_UNITS || !Double.isFinite(value)) {
            return Interval.bare(value, units);
        }
        SplittableRandom random = new SplittableRandom(seed);
        List<Double> values = new ArrayList<>(resamples);
        int[] drawn = new int[units];
        for (int r = 0; r < resamples; r++) {
            for (int i = 0; i < units; i++) {
                drawn[i] = random.nextInt(units);
            }
            double again = figure.applyAsDouble(drawn);
            // A draw of items without any words says nothing about their words.
            if (Double.isFinite(again)) {
                values.add(again);
            }
        }
        return values.isEmpty()
                ? Interval.bare(value, units)
                : new Interval(
                        value,
                        Quantiles.nearestRank(values, TAIL),
                        Quantiles.nearestRank(values, 1 - TAIL),
                        units);
    }
}
