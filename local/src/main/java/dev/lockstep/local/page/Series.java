package dev.lockstep.local.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * A figure over media time, in steps of 5 s or of as many as keep the plot readable. Immutable.
 *
 * @param stepMs length of a step
 * @param points a value for each step that has one, in order of time
 */
public record Series(long stepMs, List<Point> points) {
    private static final long LEAST_STEP_MS = 5_000;
    private static final int MOST_POINTS = 240;

    /**
     * A step.
     *
     * @param startMs its start in media time
     * @param value the figure
     */
    public record Point(long startMs, double value) {}

    public Series {
        points = List.copyOf(points);
    }

    /** The longest step that {@code lengthMs} of media take: a multiple of 5 s. */
    public static long stepFor(long lengthMs) {
        long steps = Math.max(1, (lengthMs + LEAST_STEP_MS - 1) / LEAST_STEP_MS);
        return LEAST_STEP_MS * Math.max(1, (steps + MOST_POINTS - 1) / MOST_POINTS);
    }

    /** Samples by time, put together by step. */
    public static Series of(
            long stepMs, List<Point> samples, ToDoubleFunction<List<Double>> putTogether) {
        Map<Long, List<Double>> bySteps = new TreeMap<>();
        for (Point sample : samples) {
            bySteps.computeIfAbsent(
                            Math.floorDiv(sample.startMs(), stepMs) * stepMs,
                            step -> new ArrayList<>())
                    .add(sample.value());
        }
        List<Point> points = new ArrayList<>();
        bySteps.forEach(
                (step, values) -> points.add(new Point(step, putTogether.applyAsDouble(values))));
        return new Series(stepMs, points);
    }

    public double highest() {
        return points.stream().mapToDouble(Point::value).max().orElse(0);
    }

    public long endMs() {
        return points.isEmpty() ? stepMs : points.get(points.size() - 1).startMs() + stepMs;
    }
}
