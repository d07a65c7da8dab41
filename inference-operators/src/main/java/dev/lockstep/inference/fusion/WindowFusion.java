package dev.lockstep.inference.fusion;

import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.CrossModalSimilarity;
import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.avro.ModalityStatus;
import dev.lockstep.schema.avro.ModelReference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes into a window what a strategy makes of it: the weight of each modality, the fused vector,
 * the similarities, and on request each modality's attribution. Weights sum to 1 over the
 * modalities that count and are 0 for those that are missing; where nothing says anything there are
 * none. Thread-safe if the strategy is.
 *
 * <p>Attribution is leave-one-out (occlusion, as of Zeiler and Fergus, "Visualizing and
 * Understanding Convolutional Networks", 2014, over modalities): 1 − cosine(fused, fused without
 * it). 0: nothing changes without it; 1: nothing else is fused, or what is left points elsewhere
 * entirely.
 */
public final class WindowFusion {
    private final FusionStrategy strategy;
    private final boolean attribution;

    /**
     * @param attribution whether to fuse once more without each modality
     */
    public WindowFusion(FusionStrategy strategy, boolean attribution) {
        this.strategy = strategy;
        this.attribution = attribution;
    }

    /**
     * Fuses.
     *
     * @param window is changed
     * @return vectors that could not be used: no numbers, no direction or another dimension
     * @throws dev.lockstep.inference.model.ModelException if the strategy's model fails; the window
     *     is as it was
     */
    public int fuse(AlignedWindow window, WindowVectors vectors) {
        WindowEvidence found = new WindowEvidence(window, vectors);
        Evidence evidence = found.find();
        if (evidence.size() == 0) {
            window.setFusion(strategy.name());
            return found.ignored();
        }
        Fused fused = strategy.fuse(evidence);
        List<@Nullable Float> attributions = new ArrayList<>();
        for (ModalityStatus status : window.getModalities()) {
            attributions.add(attribution(evidence, fused, status.getModality()));
        }
        for (int i = 0; i < attributions.size(); i++) {
            ModalityStatus status = window.getModalities().get(i);
            status.setWeight((float) weight(evidence, fused, status.getModality()));
            status.setAttribution(attributions.get(i));
            status.setModels(models(found, status.getModality(), vectors));
        }
        window.setFusion(strategy.name());
        window.setEmbedding(fused.vector() == null ? null : list(fused.vector()));
        window.setSimilarities(similarities(found));
        return found.ignored();
    }

    private static double weight(Evidence evidence, Fused fused, Modality modality) {
        for (int i = 0; i < evidence.size(); i++) {
            if (evidence.testimonies().get(i).modality() == modality) {
                return fused.weights()[i];
            }
        }
        return 0;
    }

    private @Nullable Float attribution(Evidence evidence, Fused fused, Modality modality) {
        float[] whole = fused.vector();
        Evidence rest = evidence.without(modality);
        if (!attribution || whole == null || rest.size() == evidence.size()) {
            return null;
        }
        float[] without = rest.hasVectors() ? strategy.fuse(rest).vector() : null;
        return without == null ? 1f : (float) (1 - Vectors.cosine(whole, without));
    }

    private static List<ModelReference> models(
            WindowEvidence found, Modality modality, WindowVectors vectors) {
        return vectors.modelId().isEmpty() || found.compared(modality) == null
                ? List.of()
                : List.of(
                        new ModelReference(
                                vectors.modelId(), vectors.modelVersion(), vectors.modelSha256()));
    }

    private static List<CrossModalSimilarity> similarities(WindowEvidence found) {
        List<CrossModalSimilarity> pairs = new ArrayList<>();
        for (int i = 0; i < ProjectionFusion.ORDER.size(); i++) {
            float[] first = found.compared(ProjectionFusion.ORDER.get(i));
            for (int j = i + 1; first != null && j < ProjectionFusion.ORDER.size(); j++) {
                float[] second = found.compared(ProjectionFusion.ORDER.get(j));
                if (second != null) {
                    pairs.add(
                            new CrossModalSimilarity(
                                    ProjectionFusion.ORDER.get(i),
                                    ProjectionFusion.ORDER.get(j),
                                    (float) Vectors.cosine(first, second)));
                }
            }
        }
        return pairs;
    }

    private static List<Float> list(float[] vector) {
        List<Float> values = new ArrayList<>(vector.length);
        for (float value : vector) {
            values.add(value);
        }
        return values;
    }
}
