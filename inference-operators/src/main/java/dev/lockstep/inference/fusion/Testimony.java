package dev.lockstep.inference.fusion;

import dev.lockstep.schema.avro.Modality;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one modality says in a window. Immutable; the arrays are handed over, never written to.
 *
 * @param modality which
 * @param standing how much it is worth by itself, greater than 0: confidence × recency ×
 *     completeness
 * @param vectors of length 1 and of one dimension; none where nothing was embedded
 */
public record Testimony(Modality modality, double standing, List<float[]> vectors) {
    /** Checks and copies. */
    public Testimony {
        vectors = List.copyOf(vectors);
        if (!(standing > 0) || Double.isInfinite(standing)) {
            throw new IllegalArgumentException("Standing must be above 0; got " + standing);
        }
    }

    /** The direction that its vectors have in common; null where there is none. */
    public float @Nullable [] vector() {
        return vectors.isEmpty() ? null : Vectors.sum(vectors, null);
    }
}
