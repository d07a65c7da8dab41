package dev.lockstep.local.ledger;

import dev.lockstep.local.failure.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the folder of the run that wrote last. Stateless. */
public final class NewestRun {
    private NewestRun() {}

    /**
     * The folder below this one whose ledger is the newest.
     *
     * @throws UserException when there is none
     */
    public static Path in(Path parent) throws IOException {
        return in(parent, LedgerFile.NAME, "a ledger");
    }

    /**
     * The folder below this one in which a file of this name is the newest.
     *
     * @param what the file in words, for the message
     * @throws UserException when there is none
     */
    public static Path in(Path parent, String file, String what) throws IOException {
        Path newest = null;
        FileTime newestAt = null;
        if (Files.isDirectory(parent)) {
            try (Stream<Path> folders = Files.list(parent)) {
                for (Path folder : folders.sorted().toList()) {
                    FileTime at = written(folder.resolve(file));
                    if (at != null && (newestAt == null || at.compareTo(newestAt) > 0)) {
                        newest = folder;
                        newestAt = at;
                    }
                }
            }
        }
        if (newest == null) {
            throw new UserException(
                    "No run has left "
                            + what
                            + " in "
                            + parent
                            + ": run lockstep caption or demo first, or name the folder of a run.");
        }
        return newest;
    }

    private static @Nullable FileTime written(Path file) throws IOException {
        return Files.isRegularFile(file) ? Files.getLastModifiedTime(file) : null;
    }
}
