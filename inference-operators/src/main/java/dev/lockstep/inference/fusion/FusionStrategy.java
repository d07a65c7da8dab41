package dev.lockstep.inference.fusion;

import dev.lockstep.schema.avro.AlignedWindow;
import java.io.Serializable;

/**
 * Makes one result of the modalities of a window. A modality that is missing is no error: what is
 * there is weighed anew. Thread-safe.
 */
public interface FusionStrategy extends Serializable {
    /** Its name, as it stands in {@code fusion} of the windows. */
    String name();

    /**
     * Sets the weight of each modality, the fused embedding where there is anything to fuse, and
     * the name of the strategy.
     *
     * @return the window; the one that was given, changed
     */
    AlignedWindow fuse(AlignedWindow window);
}
