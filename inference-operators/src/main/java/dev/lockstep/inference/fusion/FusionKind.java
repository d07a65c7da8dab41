package dev.lockstep.inference.fusion;

/** How modalities are fused. */
public enum FusionKind {
    /** {@link WeightedFusion}. */
    WEIGHTED,
    /** {@link GatedFusion}. */
    GATED,
    /** {@link AttentionFusion}. */
    ATTENTION,
    /** {@link ProjectionFusion}. */
    CONCAT_PROJECTION,
    /** A model of the user's own. */
    ONNX
}
