package dev.lockstep.local.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers which store the last run of {@code demo} or {@code caption} wrote, wherever that was.
 * Stateless.
 */
public final class LastStore {
    private static final Logger LOG = LoggerFactory.getLogger(LastStore.class);
    private static final String NAME = "last-store";

    private LastStore() {}

    /**
     * Remembers a store. Where that cannot be written, search has to be told the store: no reason
     * to end a run.
     *
     * @param stateDir folder for what the command keeps between runs
     */
    public static void remember(Path stateDir, Path store) {
        try {
            Files.createDirectories(stateDir);
            Files.writeString(stateDir.resolve(NAME), store.toAbsolutePath().normalize() + "\n");
        } catch (IOException e) {
            LOG.warn("The place of the store could not be noted in {}", stateDir, e);
        }
    }

    /** The store that was remembered last; empty when there is none or it is gone. */
    public static Optional<Path> recall(Path stateDir) {
        try {
            Path noted = stateDir.resolve(NAME);
            if (!Files.isRegularFile(noted)) {
                return Optional.empty();
            }
            return Optional.of(Path.of(Files.readString(noted).strip()))
                    .filter(Files::isRegularFile);
        } catch (IOException | InvalidPathException e) {
            LOG.warn("The place of the last store could not be read from {}", stateDir, e);
            return Optional.empty();
        }
    }
}
