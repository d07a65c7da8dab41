package dev.lockstep.local.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches how much room a folder's disk has left, so that a run can end in an orderly way before
 * its broker can write no more. Thread-safe.
 */
final class FreeSpace {
    /** Below this a run ends, bytes: enough for a broker to finish what it was given. */
    static final long LEAST_BYTES = 32L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(FreeSpace.class);
    private static final long MEBIBYTE = 1L << 20;

    private final @Nullable Path folder;
    private final LongSupplier usableBytes;

    FreeSpace(@Nullable Path folder, LongSupplier usableBytes) {
        this.folder = folder;
        this.usableBytes = usableBytes;
    }

    static FreeSpace at(@Nullable Path folder) {
        return new FreeSpace(folder, () -> usable(folder));
    }

    /** The sentence for a disk that is all but full; empty while there is room. */
    Optional<String> low() {
        long usable = usableBytes.getAsLong();
        if (usable >= LEAST_BYTES) {
            return Optional.empty();
        }
        return Optional.of(
                "The disk at "
                        + folder
                        + " is full ("
                        + usable / MEBIBYTE
                        + " MiB are left): free some space there, or move the temporary folders to"
                        + " another disk with LOCKSTEP_JAVA_OPTS=-Djava.io.tmpdir=FOLDER.");
    }

    private static long usable(@Nullable Path folder) {
        try {
            return folder == null ? Long.MAX_VALUE : Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            LOG.debug("The free space of {} is not known", folder, e);
            return Long.MAX_VALUE;
        }
    }
}
