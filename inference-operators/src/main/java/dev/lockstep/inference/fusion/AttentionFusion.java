package dev.lockstep.inference.fusion;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Attention pooling in the shared space of texts. The keys and values are all vectors of the window
 * (speech, on-screen text, labels, written text), the query is the mean of the modalities' vectors:
 * what the window as a whole is about.
 *
 * <pre>
 * a(i) = softmax( q · k(i) ∕ √d ),   w(m) = Σ a(i) over the vectors of m,   fused = Σ a(i) k(i)
 * </pre>
 *
 * Source: Vaswani et al., "Attention Is All You Need", 2017, equation 1. There the components of
 * query and key have variance 1; those of vectors of length 1 have 1∕d, so both are scaled by √d
 * first and the score is √d · cosine.
 */
public final class AttentionFusion implements FusionStrategy {
    @Override
    public String name() {
        return "attention";
    }

    @Override
    public Fused fuse(Evidence evidence) {
        if (!evidence.hasVectors()) {
            return new Fused(evidence.standings(), null);
        }
        List<float[]> keys = new ArrayList<>();
        List<Integer> owners = new ArrayList<>();
        for (int i = 0; i < evidence.size(); i++) {
            for (float[] vector : evidence.testimonies().get(i).vectors()) {
                keys.add(vector);
                owners.add(i);
            }
        }
        double[] attention = attention(keys, query(evidence));
        double[] weights = new double[evidence.size()];
        for (int i = 0; i < attention.length; i++) {
            weights[owners.get(i)] += attention[i];
        }
        // Sums of rounded shares may end a hair above 1.
        return new Fused(Vectors.shares(weights), Vectors.sum(keys, attention));
    }

    private static float @Nullable [] query(Evidence evidence) {
        List<float[]> modalities = new ArrayList<>();
        for (Testimony testimony : evidence.testimonies()) {
            float[] vector = testimony.vector();
            if (vector != null) {
                modalities.add(vector);
            }
        }
        return modalities.isEmpty() ? null : Vectors.sum(modalities, null);
    }

    /** Where the modalities cancel out, there is nothing to ask for and all count the same. */
    private static double[] attention(List<float[]> keys, float @Nullable [] query) {
        double[] scores = new double[keys.size()];
        for (int i = 0; query != null && i < scores.length; i++) {
            scores[i] = Math.sqrt(query.length) * Vectors.cosine(query, keys.get(i));
        }
        return Vectors.softmax(scores);
    }
}
