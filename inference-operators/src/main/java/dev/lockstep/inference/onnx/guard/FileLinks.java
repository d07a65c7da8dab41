package dev.lockstep.inference.onnx.guard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Names of files. Stateless. */
final class FileLinks {
    private FileLinks() {}

    /**
     * Refuses a file that has several hard links, unless it lies in the store. Where the file
     * system does not count links nothing is refused.
     */
    static void refuseSecondNames(Path file, Optional<Path> store)
            throws IOException, InvalidModelException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return;
        }
        int links = ((Number) Files.getAttribute(file, "unix:nlink")).intValue();
        if (links > 1 && !(store.isPresent() && inside(file, store.get()))) {
            throw new InvalidModelException(
                    file.getFileName()
                            + " has "
                            + links
                            + " names (hard links), so it may be somebody else's file; copy it");
        }
    }

    /** Whether a file really lies below a folder, all links resolved. */
    static boolean inside(Path file, Path folder) throws IOException {
        return Files.isDirectory(folder) && file.toRealPath().startsWith(folder.toRealPath());
    }
}
