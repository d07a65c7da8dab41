package dev.lockstep.inference.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
}
