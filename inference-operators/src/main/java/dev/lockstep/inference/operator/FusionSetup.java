package dev.lockstep.inference.operator;

import dev.lockstep.inference.catalog.ModelEntry;
import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.fusion.AttentionFusion;
import dev.lockstep.inference.fusion.FusionKind;
import dev.lockstep.inference.fusion.FusionStrategy;
import dev.lockstep.inference.fusion.GatedFusion;
import dev.lockstep.inference.fusion.MatrixProjection;
import dev.lockstep.inference.fusion.ProjectionFusion;
import dev.lockstep.inference.fusion.RandomProjection;
import dev.lockstep.inference.fusion.WeightedFusion;
import dev.lockstep.inference.onnx.OnnxFusion;
import dev.lockstep.inference.runtime.RuntimeConf;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which strategy, and what it needs. Travels to the tasks; models do not. Immutable.
 *
 * @param kind which
 * @param attribution whether each modality's attribution is found
 * @param projection file of a matrix; empty for a random projection
 * @param seed of the random projection
 * @param model reference to a fusion model; empty for none
 * @param cacheDir the model cache; empty for the user's
 * @param runtime how the model is run
 */
public record FusionSetup(
        FusionKind kind,
        boolean attribution,
        String projection,
        long seed,
        String model,
        String cacheDir,
        RuntimeConf runtime)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** A strategy that needs nothing. */
    public static FusionSetup of(FusionKind kind, boolean attribution) {
        return new FusionSetup(kind, attribution, "", 1, "", "", RuntimeConf.cpu());
    }

    /**
     * Makes the strategy.
     *
     * @throws dev.lockstep.inference.model.ModelException if a matrix or a model is not what it
     *     must be
     * @throws dev.lockstep.inference.catalog.ModelStoreException if the model cannot be had
     */
    public FusionStrategy open() {
        return switch (kind) {
            case WEIGHTED -> new WeightedFusion();
            case GATED -> new GatedFusion();
            case ATTENTION -> new AttentionFusion();
            case CONCAT_PROJECTION ->
                    new ProjectionFusion(
                            projection.isEmpty()
                                    ? new RandomProjection(seed)
                                    : new MatrixProjection(Path.of(projection)));
            case ONNX -> openModel();
        };
    }

    private FusionStrategy openModel() {
        ModelStore store = CatalogueStores.in(cacheDir);
        ModelEntry entry = store.catalogue().require(model);
        Path at = store.resolve(model);
        Path file = at.resolve(entry.files().get(0).name());
        return new OnnxFusion(
                Files.isRegularFile(file) ? file : at,
                entry.files().get(0).name(),
                runtime.withModelStore(CatalogueStores.folder(cacheDir).toString()));
    }
}
