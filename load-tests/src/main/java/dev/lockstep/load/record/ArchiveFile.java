package dev.lockstep.load.record;

import dev.lockstep.load.archive.ArchiveWriter;
import dev.lockstep.local.failure.UserException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An archive in the making: under a temporary name beside its own until it is finished. What a
 * recorder leaves that was killed or could not go on can be read under the temporary name, and is
 * not written over by the next. Not thread-safe.
 */
final class ArchiveFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveFile.class);

    private final Path target;
    private final Path growing;
    private final OutputStream out;
    private final ArchiveWriter writer;
    private boolean finished;
    private boolean broken;
    private boolean worthless;

    private ArchiveFile(Path target, Path growing, OutputStream out, ArchiveWriter writer) {
        this.target = target;
        this.growing = growing;
        this.out = out;
        this.writer = writer;
    }

    /**
     * Begins it.
     *
     * @throws UserException when it cannot be written there
     */
    static ArchiveFile create(Path target) {
        Path growing = target.resolveSibling(target.getFileName() + ".part");
        try {
            if (Files.isDirectory(target)) {
                throw new UserException(target + " is a folder: name a file with --out.");
            }
            if (Files.exists(growing) && Files.size(growing) > emptyBytes()) {
                throw new UserException(
                        growing
                                + " is there already: a recording that was cut off has left it, or"
                                + " one still writes it. Move it away, or name another file with"
                                + " --out.");
            }
            // No buffer: the writer hands over whole chunks, and knows what the disk has taken.
            OutputStream out = Files.newOutputStream(growing);
            try {
                return new ArchiveFile(target, growing, out, new ArchiveWriter(out));
            } catch (IOException e) {
                out.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UserException(
                    growing.toAbsolutePath()
                            + " cannot be written ("
                            + e.getMessage()
                            + "): name a file in another folder with --out.",
                    e);
        }
    }

    /** Bytes of an archive with nothing in it yet. */
    private static long emptyBytes() throws IOException {
        return new ArchiveWriter(OutputStream.nullOutputStream()).position();
    }

    /** Where records go. */
    ArchiveWriter writer() {
        return writer;
    }

    /**
     * Writes the end and gives the file its name.
     *
     * @throws UserException when the disk does not take it
     */
    void finish() {
        try {
            writer.finish();
            out.close();
            Files.move(growing, target, StandardCopyOption.REPLACE_EXISTING);
            finished = true;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** What to say when writing fails in between; nothing is written after that. */
    UserException failed(IOException e) {
        broken = true;
        return new UserException(
                growing
                        + " cannot be written any more ("
                        + e.getMessage()
                        + "): free some space or name a file on another disk with --out.",
                e);
    }

    /** The same failure, and after {@link #close} what it has left of the archive. */
    UserException told(UserException e) {
        long kept = kept();
        return kept == 0
                ? e
                : new UserException(
                        e.getMessage()
                                + " "
                                + kept
                                + " records are whole in "
                                + growing
                                + ", which can be replayed.",
                        e);
    }

    /** What was written is of no use to anybody: {@link #close} leaves nothing of it. */
    void discard() {
        worthless = true;
    }

    private long kept() {
        return finished || worthless
                ? 0
                : writer.counts().values().stream().mapToLong(Long::longValue).sum();
    }

    /** Leaves what is whole of an archive that was not finished; nothing where nothing came. */
    @Override
    public void close() {
        if (finished) {
            return;
        }
        try (out) {
            if (!broken) {
                writer.flush();
            }
        } catch (IOException e) {
            LOG.warn("The last records are not in {}", growing, e);
        }
        try {
            if (kept() == 0) {
                Files.deleteIfExists(growing);
            } else {
                trim();
            }
        } catch (IOException e) {
            LOG.warn("{} has a torn end", growing, e);
        }
    }

    /** Takes away what the disk has taken of a chunk only in part. */
    private void trim() throws IOException {
        try (FileChannel file = FileChannel.open(growing, StandardOpenOption.WRITE)) {
            file.truncate(writer.position());
        }
    }
}
