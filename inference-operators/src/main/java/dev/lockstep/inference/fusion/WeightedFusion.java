package dev.lockstep.inference.fusion;

import java.util.ArrayList;
import java.util.List;

/**
 * Late fusion: each modality counts by its standing, w(m) ∝ confidence · recency · completeness,
 * whether it was embedded or not. The vector is the sum of the modalities' vectors by weight.
 */
public final class WeightedFusion implements FusionStrategy {
    @Override
    public String name() {
        return "weighted";
    }

    @Override
    public Fused fuse(Evidence evidence) {
        return by(evidence.standings(), evidence);
    }

    /** The sum of the modalities' vectors by given weights. */
    static Fused by(double[] weights, Evidence evidence) {
        List<float[]> vectors = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            float[] vector = evidence.testimonies().get(i).vector();
            if (vector != null) {
                vectors.add(vector);
                shares.add(weights[i]);
            }
        }
        return new Fused(
                weights,
                vectors.isEmpty()
                        ? null
                        : Vectors.sum(
                                vectors, shares.stream().mapToDouble(share -> share).toArray()));
    }
}
