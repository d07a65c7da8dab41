package dev.lockstep.inference.operator;

import dev.lockstep.inference.catalog.ModelEntry;
import dev.lockstep.inference.catalog.ModelFetchers;
import dev.lockstep.inference.catalog.ModelSource;
import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.catalog.ModelVariant.Processor;
import dev.lockstep.inference.catalog.ProgressListener;
import dev.lockstep.inference.model.ModelIdentity;
import dev.lockstep.inference.runtime.ModelFiles;
import dev.lockstep.inference.swap.LocatedModel;
import dev.lockstep.inference.swap.Slots;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The model stores of the process, one for each cache: a store verifies checksums once in its life.
 * Thread-safe.
 */
final class CatalogueStores {
    /** Enough of a checksum to tell versions apart. */
    private static final int SHORT_HEX = 12;

    private static final Map<Path, ModelStore> STORES = new ConcurrentHashMap<>();

    private CatalogueStores() {}

    /** The folder of a cache; empty means the user's. */
    static Path folder(String cacheDir) {
        return cacheDir.isEmpty()
                ? ModelStore.standardCacheDir(System.getenv())
                : Path.of(cacheDir);
    }

    /** The store over a cache. */
    static ModelStore in(String cacheDir) {
        return STORES.computeIfAbsent(
                folder(cacheDir),
                cache ->
                        new ModelStore(
                                cache,
                                ModelFetchers.standard(System.getenv()),
                                ProgressListener.NONE));
    }

    /**
     * A model of a store for a slot; pulls what is missing. The version of a user's own files is
     * their content, so that results tell one from the next in the same place.
     *
     * @throws dev.lockstep.inference.catalog.ModelStoreException if it cannot be had
     */
    static LocatedModel locate(ModelStore store, String slot, String reference) {
        ModelEntry entry = store.catalogue().require(reference);
        Path folder = store.resolve(reference);
        String content = store.fingerprint(reference);
        String version =
                entry.source() instanceof ModelSource.LocalFile
                        ? entry.version() + "-" + content.substring(0, SHORT_HEX)
                        : entry.version();
        boolean graph = slot.equals(Slots.OBJECTS) || slot.equals(Slots.MODERATION);
        return new LocatedModel(
                new ModelIdentity(entry.id(), version, content),
                graph ? graph(entry, folder) : ModelFiles.of(folder));
    }

    /** The one file of a model; beside that of a {@code file:} reference there may be others. */
    static ModelFiles graph(ModelEntry entry, Path folder) {
        String name = entry.files().get(0).name();
        if (!Files.isRegularFile(folder.resolve(name))) {
            return ModelFiles.of(folder);
        }
        return new ModelFiles(
                folder.resolve(entry.fileOn(Processor.CPU, name)),
                folder.resolve(entry.fileOn(Processor.GPU, name)));
    }
}
