package dev.lockstep.inference.operator;

import dev.lockstep.inference.catalog.ModelFetchers;
import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.catalog.ProgressListener;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The model stores of the process, one for each cache: a store verifies checksums once in its life.
 * Thread-safe.
 */
final class CatalogueStores {
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
}
