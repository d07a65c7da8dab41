package dev.lockstep.inference.operator;

import dev.lockstep.inference.catalog.ModelEntry;
import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.catalog.ModelStoreException;
import dev.lockstep.inference.model.ModelIdentity;
import dev.lockstep.inference.onnx.SharedVision;
import dev.lockstep.inference.runtime.ModelFiles;
import dev.lockstep.inference.runtime.RuntimeConf;
import dev.lockstep.inference.swap.SwapConf;
import dev.lockstep.inference.vision.AnalyzerConf;
import dev.lockstep.inference.vision.VisionAnalyzer;
import java.nio.file.Path;
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
                                locate(store, textId).map(Model::folder),
                                locate(store, moderationId).map(CatalogueVisionModels::file),
                                locate(store, encoderId).map(Model::folder),
                                locate(store, describerId).map(Model::folder)),
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

    /** A model that could be had. */
    private record Model(ModelEntry entry, Path path) {
        SharedVision.Located at(ModelFiles place) {
            return new SharedVision.Located(
                    new ModelIdentity(entry.id(), entry.version(), entry.files().get(0).sha256()),
                    place);
        }

        SharedVision.Located folder() {
            return at(ModelFiles.of(path));
        }
    }

    private static SharedVision.Located file(Model model) {
        return model.at(CatalogueStores.graph(model.entry(), model.path()));
    }

    private static Optional<Model> locate(ModelStore store, String id) {
        if (id.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Model(store.catalogue().require(id), store.resolve(id)));
        } catch (ModelStoreException e) {
            complain(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static void complain(String message) {
        if (COMPLAINED.add(message)) {
            LOG.warn("Streams go on without a vision model. {}", message);
        }
    }
}
