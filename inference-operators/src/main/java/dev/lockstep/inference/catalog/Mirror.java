package dev.lockstep.inference.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A folder that is asked before any network. It holds a model as {@code ID/FILE}, as {@code FILE},
 * or as the package's own wheel or jar.
 */
final class Mirror {
    /** Environment variable that names the folder. */
    static final String VARIABLE = "LOCKSTEP_MODEL_MIRROR";

    private final Optional<Path> folder;

    Mirror(Optional<Path> folder) {
        this.folder = folder;
    }

    /** The mirror's copy of the package, if it has one; its content is not verified here. */
    Optional<PackageContents> find(ModelEntry entry) throws IOException {
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        Path root = folder.get();
        if (!Files.isDirectory(root)) {
            throw new ModelStoreException(
                    VARIABLE + " names " + root + ", which is no folder: correct or unset it.");
        }
        Path own = root.resolve(ModelEntry.plain(entry.id()));
        if (holdsAll(own, entry)) {
            return Optional.of(PackageContents.folder(own));
        }
        if (holdsAll(root, entry)) {
            return Optional.of(PackageContents.folder(root));
        }
        String archive = entry.source().archive();
        if (!archive.isEmpty() && Files.isRegularFile(root.resolve(archive))) {
            return Optional.of(PackageContents.zip(root.resolve(archive)));
        }
        return Optional.empty();
    }

    private static boolean holdsAll(Path dir, ModelEntry entry) {
        return entry.files().stream()
                .allMatch(file -> Files.isRegularFile(dir.resolve(file.name())));
    }
}
