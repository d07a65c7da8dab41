package dev.lockstep.align.policy;

import dev.lockstep.schema.flow.ItemContent;
import org.jspecify.annotations.Nullable;

/** Contents between two neighbours: numbers linear, labels and text held from the earlier. Pure. */
public final class Interpolation {
    private Interpolation() {}

    /**
     * The content at a fraction of the way.
     *
     * @param fraction 0 is the earlier, 1 the later
     */
    public static @Nullable ItemContent between(
            @Nullable ItemContent earlier, @Nullable ItemContent later, double fraction) {
        if (earlier == null || later == null) {
            return earlier;
        }
        float[] from = earlier.embedding();
        float[] to = later.embedding();
        ItemContent between = earlier.withScore(linear(earlier.score(), later.score(), fraction));
        return from == null || to == null || from.length != to.length
                ? between
                : between.withEmbedding(linear(from, to, fraction));
    }

    private static float linear(float from, float to, double fraction) {
        return Float.isNaN(to) || Float.isNaN(from)
                ? from
                : (float) (from + fraction * (to - from));
    }

    /** L2-normalised again: a chord of the sphere lies inside it. */
    private static float[] linear(float[] from, float[] to, double fraction) {
        float[] between = new float[from.length];
        double squares = 0;
        for (int i = 0; i < between.length; i++) {
            between[i] = linear(from[i], to[i], fraction);
            squares += (double) between[i] * between[i];
        }
        if (squares > 0) {
            float norm = (float) Math.sqrt(squares);
            for (int i = 0; i < between.length; i++) {
                between[i] /= norm;
            }
        }
        return between;
    }
}
