package dev.lockstep.local.run;

import dev.lockstep.stack.OwnedDir;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of all temporary files of this process, native libraries and Flink's included. The
 * {@code lockstep} script makes it and names it as {@code java.io.tmpdir}, which a JVM reads once
 * before any of our code runs. For one thread.
 */
public final class RunFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);

    /** Set by the script: where it has made the folder. */
    private static final String PARENT = "lockstep.temporary";

    private static final String FOLDER = "java.io.tmpdir";
    private static final String PREFIX = "lockstep-run-";

    private final @Nullable OwnedDir folder;

    private RunFolder(@Nullable OwnedDir folder) {
        this.folder = folder;
    }

    /** Takes the folder over, where the script has made one. */
    public static RunFolder take() {
        String parent = System.getProperty(PARENT);
        Path made = Path.of(System.getProperty(FOLDER)).toAbsolutePath();
        // It is deleted with all that is in it, so it must be what the script has made.
        if (parent == null
                || !Path.of(parent).toAbsolutePath().equals(made.getParent())
                || !String.valueOf(made.getFileName()).startsWith(PREFIX)) {
            return new RunFolder(null);
        }
        try {
            return new RunFolder(OwnedDir.adopt(made, PREFIX));
        } catch (IOException e) {
            // What needs the folder says so in its own words.
            LOG.warn("The temporary folder {} will not be deleted", made, e);
            return new RunFolder(null);
        }
    }

    /** The folder for temporary files that somebody is to find when this process has ended. */
    public static Path outside() {
        return Path.of(System.getProperty(PARENT, System.getProperty(FOLDER)));
    }

    /** Deletes it with all that is in it. */
    @Override
    public void close() {
        if (folder == null) {
            return;
        }
        try {
            folder.close();
        } catch (UncheckedIOException e) {
            LOG.warn("A temporary folder is left to the next start", e);
        }
    }
}
