package dev.lockstep.inference.operator;

import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.onnx.SharedVision;
import dev.lockstep.inference.runtime.ModelFiles;
import dev.lockstep.inference.runtime.RuntimeConf;
import dev.lockstep.inference.swap.SwapConf;
import dev.lockstep.inference.vision.AnalyzerConf;
import dev.lockstep.inference.vision.VisionAnalyzer;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models of the catalogue, on ONNX Runtime; each machine finds them in its own cache and pulls
 * what is missing. One copy per process. A model that cannot be had is named once in the log of the
 * process and left out: streams go on without what it would see.
 *
 * @param objectsId catalogue id of the object detector, or a reference to one's own; empty for none
 * @param textId the same of the text models
 * @param moderationId the same of the model that moderates pictures
 * @param encoderId the same of the picture encoder
 * @param describerId the same of the model that describes pictures
 * @param cacheDir the model cache; empty for the user's
 * @param conf how frames are analysed
 * @param runtime how models are run
 * @param swap how they are replaced
 */
public record CatalogueVisionModels(
        String objectsId,
        String textId,
        String moderationId,
        String encoderId,
        String describerId,
        String cacheDir,
        AnalyzerConf conf,
        RuntimeConf runtime,
        SwapConf swap)
        implements VisionModels {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(CatalogueVisionModels.class);

    private static final Set<String> COMPLAINED = ConcurrentHashMap.newKeySet();

    /** Models that nobody can ask to be replaced. */
    public CatalogueVisionModels(
            String objectsId,
            String textId,
            String moderationId,
            String encoderId,
            String describerId,
            String cacheDir,
            AnalyzerConf conf,
            RuntimeConf runtime) {
        this(
                objectsId,
                textId,
                moderationId,
                encoderId,
                describerId,
                cacheDir,
                conf,
                runtime,
                SwapConf.STANDARD);
    }

    /** Objects and text, on the CPU. */
    public CatalogueVisionModels(
            String objectsId, String textId, String cacheDir, AnalyzerConf conf) {
        this(objectsId, textId, "", "", "", cacheDir, conf, RuntimeConf.cpu());
    }

    @Override
    public Lease acquire() {
        ModelStore store = CatalogueStores.in(cacheDir);
        SharedVision.Lease lease =
                SharedVision.acquire(
                        new SharedVision.Wanted(
                                locate(store, objectsId).map(CatalogueVisionModels::file),
                                locate(store, textId).map(CatalogueVisionModels::folder),
                                locate(store, moderationId).map(CatalogueVisionModels::file),
                                locate(store, encoderId).map(CatalogueVisionModels::folder),
                                locate(store, describerId).map(CatalogueVisionModels::folder)),
                        conf,
                        runtime.withModelStore(CatalogueStores.folder(cacheDir).toString()),
                        swap,
                        (slot, reference) -> CatalogueStores.locate(store, slot, reference),
                        CatalogueVisionModels::complain);
        return new Lease() {
            @Override
            public VisionAnalyzer analyzer() {
                return lease.analyzer();
            }

            @Override
            public void close() {
                lease.close();
            }
        };
    }

    private static SharedVision.Located folder(CatalogueModel model) {
        return new SharedVision.Located(model.identity(), ModelFiles.of(model.path()));
    }

    private static SharedVision.Located file(CatalogueModel model) {
        return new SharedVision.Located(
                model.identity(), CatalogueStores.graph(model.entry(), model.path()));
    }

    private static Optional<CatalogueModel> locate(ModelStore store, String id) {
        return CatalogueModel.find(store, id, CatalogueVisionModels::complain);
    }

    private static void complain(String message) {
        if (COMPLAINED.add(message)) {
            LOG.warn("Streams go on without a vision model. {}", message);
        }
    }
}
