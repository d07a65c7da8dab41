package dev.lockstep.inference.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The models on this machine: a cache folder that is filled on demand. Thread-safe, also between
 * processes.
 *
 * <p>A model is there wholly or not at all. Its files' sizes are compared at every {@link
 * #resolve}, their checksums at the first one of this object; a model that is cached needs no
 * network and no other program.
 */
public final class ModelStore {
    private final Path cacheDir;
    private final ModelCatalogue catalogue;
    private final ModelPuller puller;
    private final ProgressListener listener;
    private final Map<String, Path> verified = new ConcurrentHashMap<>();

    /** A store over the standard catalogue. */
    public ModelStore(Path cacheDir, ModelFetchers fetchers, ProgressListener listener) {
        this(cacheDir, ModelCatalogue.standard(), fetchers, listener);
    }

    /** A store over a catalogue of one's own. */
    public ModelStore(
            Path cacheDir,
            ModelCatalogue catalogue,
            ModelFetchers fetchers,
            ProgressListener listener) {
        this.cacheDir = cacheDir;
        this.catalogue = catalogue;
        this.puller = new ModelPuller(cacheDir, catalogue, fetchers, listener);
        this.listener = listener;
    }

    /** The user's store: standard catalogue, cache folder and fetchers as the environment says. */
    public static ModelStore standard(ProgressListener listener) {
        return new ModelStore(
                standardCacheDir(System.getenv()),
                ModelFetchers.standard(System.getenv()),
                listener);
    }

    /** {@code ${XDG_CACHE_HOME:-~/.cache}/lockstep}. */
    public static Path standardCacheDir(Map<String, String> environment) {
        String xdg = environment.get("XDG_CACHE_HOME");
        // The XDG specification has relative paths ignored.
        Path base =
                xdg == null || !Path.of(xdg).isAbsolute()
                        ? Path.of(System.getProperty("user.home"), ".cache")
                        : Path.of(xdg);
        return base.resolve("lockstep");
    }

    /** What the models are looked up in. */
    public ModelCatalogue catalogue() {
        return catalogue;
    }

    /**
     * The folder that holds the model's files by their names; pulled if missing, verified.
     *
     * @param idOrReference an id of the catalogue, or {@code file:…} / {@code hf:…}
     * @throws ModelStoreException when it is unknown, cannot be fetched or is not what was promised
     */
    public Path resolve(String idOrReference) {
        ModelEntry entry = catalogue.require(idOrReference);
        try {
            if (entry.source() instanceof ModelSource.LocalFile local) {
                return LocalModels.folder(local, entry);
            }
            Path known = verified.get(entry.id());
            if (known != null && CachedModel.complete(known, entry)) {
                return known;
            }
            Path dir = CachedModel.folder(cacheDir, entry);
            ensure(entry, dir);
            verified.put(entry.id(), dir);
            return dir;
        } catch (IOException e) {
            throw new ModelStoreException(
                    "Model "
                            + entry.id()
                            + " could not be read from or written to the cache in "
                            + cacheDir
                            + " ("
                            + e
                            + "): check that the folder is writable and has free space.",
                    e);
        }
    }

    /**
     * What tells the content of a model on this machine from any other: the SHA-256 of its main
     * file, or for a user's own folder that over the checksums of its files.
     *
     * @throws ModelStoreException when it cannot be read
     */
    public String fingerprint(String idOrReference) {
        ModelEntry entry = catalogue.require(idOrReference);
        try {
            if (entry.source() instanceof ModelSource.LocalFile local) {
                return LocalModels.fingerprint(local.path());
            }
            String promised = entry.files().get(0).sha256();
            return promised.isEmpty()
                    ? Checksums.sha256(
                            CachedModel.folder(cacheDir, entry)
                                    .resolve(entry.files().get(0).name()))
                    : promised;
        } catch (IOException e) {
            throw new ModelStoreException(
                    "The files of " + entry.id() + " cannot be read (" + e + ").", e);
        }
    }

    /** Whether the model can be had without any network; compares sizes only. */
    public boolean isCached(String idOrReference) {
        ModelEntry entry = catalogue.require(idOrReference);
        try {
            return entry.source() instanceof ModelSource.LocalFile
                    || CachedModel.complete(CachedModel.folder(cacheDir, entry), entry);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * What to do to get a model that no registry carries.
     *
     * @return empty when it is cached, in the mirror, or carried by a registry
     */
    public Optional<String> onlyByHand(String idOrReference) {
        ModelEntry entry = catalogue.require(idOrReference);
        try {
            return !isCached(idOrReference) && puller.onlyByHand(entry)
                    ? Optional.of(String.valueOf(Unavailable.byHand(entry).getMessage()))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Compares sizes and checksums of a cached model, without fetching anything.
     *
     * @return what is wrong with it; empty when all is well
     */
    public Optional<String> verify(String idOrReference) {
        ModelEntry entry = catalogue.require(idOrReference);
        try {
            if (entry.source() instanceof ModelSource.LocalFile local) {
                LocalModels.folder(local, entry);
                return Optional.empty();
            }
            Path dir = CachedModel.folder(cacheDir, entry);
            return Files.isDirectory(dir)
                    ? CachedModel.damage(dir, entry)
                    : Optional.of("not in the cache");
        } catch (IOException | ModelStoreException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private void ensure(ModelEntry entry, Path dir) throws IOException {
        if (Files.isDirectory(dir)) {
            Optional<String> damage = CachedModel.damage(dir, entry);
            if (damage.isEmpty()) {
                return;
            }
            listener.note(
                    "The cached model "
                            + entry.id()
                            + " is damaged and is fetched again: "
                            + damage.get()
                            + ".");
        }
        puller.pull(entry);
    }
}
