package dev.lockstep.inference.fusion;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arithmetic on vectors. Pure. */
final class Vectors {
    /** A sum shorter than this has no direction that means anything. */
    private static final double SHORTEST = 1e-6;

    private Vectors() {}

    /** The vector with length 1; null if it holds what is no number, or has no direction. */
    static float @Nullable [] usable(float[] values) {
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        if (!Double.isFinite(squares) || squares < SHORTEST * SHORTEST) {
            return null;
        }
        double norm = Math.sqrt(squares);
        float[] unit = new float[values.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (values[i] / norm);
        }
        return unit;
    }

    /**
     * The weighted sum with length 1; null where it has no direction.
     *
     * @param weights one for each vector; null for all the same
     */
    static float @Nullable [] sum(List<float[]> vectors, double @Nullable [] weights) {
        double[] sum = new double[vectors.get(0).length];
        for (int v = 0; v < vectors.size(); v++) {
            double weight = weights == null ? 1.0 / vectors.size() : weights[v];
            float[] vector = vectors.get(v);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += weight * vector[i];
            }
        }
        return normalised(sum);
    }

    static float @Nullable [] normalised(double[] values) {
        float[] narrow = new float[values.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (float) values[i];
        }
        return usable(narrow);
    }

    /** Cosine of two vectors of length 1, within −1..1 whatever rounding does. */
    static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return Math.max(-1, Math.min(1, sum));
    }

    /** The same proportions with sum 1; all 0 stay so. */
    static double[] shares(double[] parts) {
        double sum = 0;
        for (double part : parts) {
            sum += part;
        }
        double[] shares = new double[parts.length];
        for (int i = 0; sum > 0 && i < shares.length; i++) {
            shares[i] = parts[i] / sum;
        }
        return shares;
    }

    /** Source: Bridle, "Probabilistic interpretation of feedforward outputs", 1990. */
    static double[] softmax(double[] scores) {
        double highest = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            highest = Math.max(highest, score);
        }
        double[] odds = new double[scores.length];
        for (int i = 0; i < odds.length; i++) {
            odds[i] = Math.exp(scores[i] - highest);
        }
        return shares(odds);
    }
}
