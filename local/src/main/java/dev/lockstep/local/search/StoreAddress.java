package dev.lockstep.local.search;

import dev.lockstep.local.failure.UserException;
import dev.lockstep.local.ledger.NewestRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a store is: a file of SQLite or a PostgreSQL. Immutable.
 *
 * @param file the file; null for a PostgreSQL
 * @param url {@code jdbc:postgresql://…}; empty for a file
 */
public record StoreAddress(@Nullable Path file, String url) {
    /** Name of the store in the folder of a run. */
    public static final String FILE_NAME = "lockstep.db";

    private static final String SQLITE = "jdbc:sqlite:";
    private static final String POSTGRES = "jdbc:postgresql:";

    /** The file of a store. */
    public static StoreAddress of(Path file) {
        return new StoreAddress(file, "");
    }

    /** The address for the driver of its database. */
    public String jdbcUrl() {
        return file == null ? url : SQLITE + file.toAbsolutePath();
    }

    /**
     * The store of the last run: the one that is remembered or, without, that of the newest run
     * below a folder.
     *
     * @param stateDir where it is remembered
     * @throws UserException when there is none
     */
    public static StoreAddress ofLastRun(Path stateDir, Path parent) throws IOException {
        Optional<Path> last = LastStore.recall(stateDir);
        return of(
                last.isPresent()
                        ? last.get()
                        : NewestRun.in(parent, FILE_NAME, "a store").resolve(FILE_NAME));
    }

    /**
     * Reads what a user names: a file, the folder of a run, or the address of a PostgreSQL.
     *
     * @throws UserException when it is none of them
     */
    public static StoreAddress parse(String text) {
        if (text.startsWith(POSTGRES)) {
            return new StoreAddress(null, text);
        }
        String path = text.startsWith(SQLITE) ? text.substring(SQLITE.length()) : text;
        if (path.startsWith("jdbc:") || path.contains("://")) {
            throw new UserException(
                    "There is no store of the kind "
                            + path.replaceFirst("//.*", "")
                            + " – name a file, the folder of a run, or jdbc:postgresql://HOST/NAME.");
        }
        try {
            Path named = Path.of(path);
            return of(Files.isDirectory(named) ? named.resolve(FILE_NAME) : named);
        } catch (InvalidPathException e) {
            throw new UserException("The name of the store is no path: check --store.", e);
        }
    }
}
