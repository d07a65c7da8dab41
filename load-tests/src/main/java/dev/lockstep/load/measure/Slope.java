package dev.lockstep.load.measure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A straight line through points by least squares, and how sure its slope is. Immutable.
 *
 * <p>The standard error is robust to points that move together, as sentences do that wait in one
 * queue: points are put into clusters by stretches of x (Liang and Zeger, "Longitudinal data
 * analysis using generalized linear models", Biometrika 73, 1986), and the interval takes Student's
 * t with one degree less than there are clusters.
 *
 * @param perUnit slope
 * @param standardError of the slope; infinite with fewer than three clusters
 * @param clusters stretches of x that have points
 */
public record Slope(double perUnit, double standardError, int clusters) {
    /** 97.5 % quantiles of Student's t for 1, 2, … degrees of freedom. */
    private static final double[] T975 = {
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
        2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056,
        2.052, 2.048, 2.045, 2.042
    };

    private static final double NORMAL975 = 1.96;
    private static final int FEWEST_CLUSTERS = 3;

    /** A point. */
    public record Point(double x, double y) {}

    /**
     * Fits the line; 0 where all x are the same.
     *
     * @param stretch length in x of what may move together
     */
    public static Slope of(List<Point> points, double stretch) {
        double meanX = points.stream().mapToDouble(Point::x).average().orElse(0);
        double meanY = points.stream().mapToDouble(Point::y).average().orElse(0);
        double xx = 0;
        double xy = 0;
        for (Point point : points) {
            xx += (point.x() - meanX) * (point.x() - meanX);
            xy += (point.x() - meanX) * (point.y() - meanY);
        }
        if (xx == 0) {
            return new Slope(0, Double.POSITIVE_INFINITY, points.isEmpty() ? 0 : 1);
        }
        double slope = xy / xx;
        Map<Long, Double> scores = new HashMap<>();
        for (Point point : points) {
            double residual = point.y() - meanY - slope * (point.x() - meanX);
            scores.merge(
                    (long) Math.floor(point.x() / stretch),
                    (point.x() - meanX) * residual,
                    Double::sum);
        }
        int n = scores.size();
        if (n < FEWEST_CLUSTERS) {
            return new Slope(slope, Double.POSITIVE_INFINITY, n);
        }
        double sum = scores.values().stream().mapToDouble(score -> score * score).sum();
        return new Slope(slope, Math.sqrt(sum * n / (n - 1)) / xx, n);
    }

    /** Half of the width of the 95 % interval. */
    public double margin() {
        int degrees = clusters - 1;
        double t = degrees < 1 ? T975[0] : degrees > T975.length ? NORMAL975 : T975[degrees - 1];
        return t * standardError;
    }

    /** True when the slope is above that value beyond doubt (95 %). */
    public boolean surelyAbove(double value) {
        return perUnit - margin() > value;
    }
}
