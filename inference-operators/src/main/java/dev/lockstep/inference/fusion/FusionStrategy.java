package dev.lockstep.inference.fusion;

/**
 * Makes one vector of those of several modalities, and says what each counted. A modality that is
 * missing is no error: what is there is weighed anew. Pure; thread-safe.
 */
public interface FusionStrategy extends AutoCloseable {
    /** Its name, as it stands in {@code fusion} of the windows. */
    String name();

    /**
     * Fuses what is there.
     *
     * @param evidence what says something, at least one
     * @return weights that sum to 1, and a vector of length 1 where there is anything to fuse
     * @throws dev.lockstep.inference.model.ModelException if a model fails
     */
    Fused fuse(Evidence evidence);

    /** Frees what it holds; most hold nothing. */
    @Override
    default void close() {}
}
