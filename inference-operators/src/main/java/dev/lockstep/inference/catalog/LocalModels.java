package dev.lockstep.inference.catalog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Users' own models that are used where they lie. */
final class LocalModels {
    private LocalModels() {}

    /** The folder that a {@code file:} reference means: itself, or the one its file lies in. */
    static Path folder(ModelSource.LocalFile local, ModelEntry entry) throws IOException {
        Path path = local.path();
        if (Files.isDirectory(path)) {
            return path;
        }
        String difference = Checksums.difference(path, entry.files().get(0)).orElse("");
        if (!difference.isEmpty()) {
            throw new ModelStoreException(
                    "The model "
                            + path
                            + " is refused: "
                            + difference
                            + ". Correct the reference or replace the file.");
        }
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }

    /** The SHA-256 of a file, or that over the names and checksums of the files of a folder. */
    static String fingerprint(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return Checksums.sha256(path);
        }
        StringBuilder listed = new StringBuilder();
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                listed.append(Checksums.sha256(file))
                        .append(' ')
                        .append(path.relativize(file))
                        .append('\n');
            }
        }
        return Checksums.sha256(listed.toString().getBytes(StandardCharsets.UTF_8));
    }
}
