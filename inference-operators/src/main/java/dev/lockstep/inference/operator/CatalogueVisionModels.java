package dev.lockstep.inference.operator;

import dev.lockstep.inference.catalog.ModelEntry;
import dev.lockstep.inference.catalog.ModelFetchers;
import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.catalog.ModelStoreException;
import dev.lockstep.inference.catalog.ProgressListener;
import dev.lockstep.inference.onnx.SharedVision;
import dev.lockstep.inference.vision.AnalyzerConf;
import dev.lockstep.inference.vision.ModelIdentity;
import dev.lockstep.inference.vision.VisionAnalyzer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
 * @param cacheDir the model cache; empty for the user's
 * @param conf how frames are analysed
 */
public record CatalogueVisionModels(
        String objectsId,
        String textId,
        String moderationId,
        String encoderId,
        String cacheDir,
        AnalyzerConf conf)
        implements VisionModels {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(CatalogueVisionModels.class);

    /** A store verifies checksums once in its life, so the process keeps one for each cache. */
    private static final Map<Path, ModelStore> STORES = new ConcurrentHashMap<>();

    private static final Set<String> COMPLAINED = ConcurrentHashMap.newKeySet();

    @Override
    public Lease acquire() {
        ModelStore store = STORES.computeIfAbsent(cache(), CatalogueVisionModels::open);
        SharedVision.Lease lease =
                SharedVision.acquire(
                        new SharedVision.Wanted(
                                locate(store, objectsId).map(CatalogueVisionModels::file),
                                locate(store, textId).map(Model::folder),
                                locate(store, moderationId).map(CatalogueVisionModels::file),
                                locate(store, encoderId).map(Model::folder)),
                        conf,
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
        SharedVision.Located at(Path place) {
            return new SharedVision.Located(
                    new ModelIdentity(entry.id(), entry.version(), entry.files().get(0).sha256()),
                    place);
        }

        SharedVision.Located folder() {
            return at(path);
        }
    }

    /** The model's one file; beside that of a {@code file:} reference there may be others. */
    private static SharedVision.Located file(Model model) {
        Path file = model.path().resolve(model.entry().files().get(0).name());
        return Files.isRegularFile(file) ? model.at(file) : model.folder();
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

    private Path cache() {
        return cacheDir.isEmpty()
                ? ModelStore.standardCacheDir(System.getenv())
                : Path.of(cacheDir);
    }

    private static ModelStore open(Path cache) {
        return new ModelStore(
                cache, ModelFetchers.standard(System.getenv()), ProgressListener.NONE);
    }
}
