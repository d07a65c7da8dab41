package dev.lockstep.inference.fusion;

import dev.lockstep.schema.avro.Modality;
import java.util.List;

/**
 * The modalities' vectors one after the other, projected to one. A modality has its place whether
 * it is there or not, and zeros where it is not. Each is scaled by the root of its weight (its
 * standing among those that were embedded), so that the whole has length 1 and, under a projection
 * that keeps cosines, the cosine of two windows is the weighted mean of the cosines of their
 * modalities.
 */
public final class ProjectionFusion implements FusionStrategy {
    /** The places of the modalities. */
    public static final List<Modality> ORDER =
            List.of(Modality.AUDIO, Modality.VIDEO, Modality.TEXT);

    private final Projection projection;

    /**
     * @param projection from all places to one vector
     */
    public ProjectionFusion(Projection projection) {
        this.projection = projection;
    }

    @Override
    public String name() {
        return "concat-projection:" + projection.name();
    }

    @Override
    public Fused fuse(Evidence evidence) {
        if (!evidence.hasVectors()) {
            return new Fused(evidence.standings(), null);
        }
        double[] weights = evidence.embeddedStandings();
        double[] joined = new double[ORDER.size() * evidence.dimension()];
        for (int i = 0; i < weights.length; i++) {
            Testimony testimony = evidence.testimonies().get(i);
            float[] vector = testimony.vector();
            int place = ORDER.indexOf(testimony.modality());
            if (vector == null || place < 0) {
                continue;
            }
            double scale = Math.sqrt(weights[i]);
            for (int at = 0; at < vector.length; at++) {
                joined[place * evidence.dimension() + at] = scale * vector[at];
            }
        }
        return new Fused(weights, Vectors.normalised(projection.apply(joined)));
    }
}
