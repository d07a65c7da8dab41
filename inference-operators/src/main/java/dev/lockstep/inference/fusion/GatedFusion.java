package dev.lockstep.inference.fusion;

/**
 * A gate for each modality: one that does not fit the others is shut out.
 *
 * <pre>
 * w(m) ∝ standing(m) · g(m),   g(m) = σ((mean cosine of m to the other modalities − 0.15) ∕ 0.1)
 * </pre>
 *
 * The form is that of gated multimodal units (Arevalo et al., "Gated Multimodal Units for
 * Information Fusion", 2017), where the gate is learnt; here nothing is trained, and agreement in
 * the shared space takes its place. With MiniLM sentences that have nothing to do with each other
 * lie around 0.05, related ones above 0.25; 0.15 is between. A modality alone, or one of two whose
 * gates are equal, counts by its standing. One that was not embedded has weight 0 where another
 * was.
 */
public final class GatedFusion implements FusionStrategy {
    private static final double HALF_OPEN = 0.15;
    private static final double STEEPNESS = 0.1;

    @Override
    public String name() {
        return "gated";
    }

    @Override
    public Fused fuse(Evidence evidence) {
        if (!evidence.hasVectors()) {
            return new Fused(evidence.standings(), null);
        }
        double[] weights = evidence.embeddedStandings();
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= gate(evidence, i);
        }
        return WeightedFusion.by(Vectors.shares(weights), evidence);
    }

    private static double gate(Evidence evidence, int which) {
        float[] own = evidence.testimonies().get(which).vector();
        double agreement = 0;
        int others = 0;
        for (int i = 0; i < evidence.size(); i++) {
            float[] other = evidence.testimonies().get(i).vector();
            if (i != which && own != null && other != null) {
                agreement += Vectors.cosine(own, other);
                others++;
            }
        }
        return others == 0 ? 1 : 1 / (1 + Math.exp(-(agreement / others - HALF_OPEN) / STEEPNESS));
    }
}
