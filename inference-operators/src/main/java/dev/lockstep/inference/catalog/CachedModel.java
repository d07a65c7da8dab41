package dev.lockstep.inference.catalog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A model's folder in the cache. It holds the files and, where nobody promised their checksums, a
 * list of what they were when they came in.
 */
final class CachedModel {
    private static final String FIRST_SEEN = ".first-seen";

    private CachedModel() {}

    static Path folder(Path cacheDir, ModelEntry entry) {
        return cacheDir.resolve("models").resolve(entry.cacheName());
    }

    /** True when every file is there with its size. */
    static boolean complete(Path dir, ModelEntry entry) throws IOException {
        for (ModelFile file : entry.files()) {
            if (!Checksums.sizeFits(dir.resolve(file.name()), file)) {
                return false;
            }
        }
        return true;
    }

    /** What is wrong with the folder's files, if anything. */
    static Optional<String> damage(Path dir, ModelEntry entry) throws IOException {
        for (ModelFile file : entry.files()) {
            Optional<String> difference =
                    Checksums.difference(dir.resolve(file.name()), promised(dir, file));
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    /** Notes what the files without a promised checksum are now, for {@link #damage} later. */
    static void noteFirstSeen(Path dir, ModelEntry entry) throws IOException {
        List<String> lines = new ArrayList<>();
        for (ModelFile file : entry.files()) {
            if (file.sha256().isEmpty()) {
                lines.add(Checksums.sha256(dir.resolve(file.name())) + " " + file.name());
            }
        }
        if (!lines.isEmpty()) {
            Files.write(dir.resolve(FIRST_SEEN), lines, StandardCharsets.UTF_8);
        }
    }

    private static ModelFile promised(Path dir, ModelFile file) throws IOException {
        Path list = dir.resolve(FIRST_SEEN);
        if (!file.sha256().isEmpty() || !Files.exists(list)) {
            return file;
        }
        for (String line : Files.readAllLines(list, StandardCharsets.UTF_8)) {
            if (line.endsWith(" " + file.name())) {
                return new ModelFile(
                        file.name(),
                        file.pathInPackage(),
                        file.sizeBytes(),
                        line.substring(0, line.indexOf(' ')));
            }
        }
        return file;
    }
}
