package dev.lockstep.load.record;

import dev.lockstep.load.archive.ArchiveWriter;
import dev.lockstep.local.failure.UserException;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * An archive in the making: under a temporary name beside its own until it is finished. What a
 * killed recorder leaves can be read under the temporary name. Not thread-safe.
 */
final class ArchiveFile implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final Path target;
    private final Path growing;
    private final OutputStream out;
    private final ArchiveWriter writer;

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
            OutputStream out = new BufferedOutputStream(Files.newOutputStream(growing), BUFFER);
            return new ArchiveFile(target, growing, out, new ArchiveWriter(out));
        } catch (IOException e) {
            throw new UserException(
                    growing.toAbsolutePath()
                            + " cannot be written ("
                            + e.getMessage()
                            + "): name a file in another folder with --out.",
                    e);
        }
    }

    /** Where records go. */
    ArchiveWriter writer() {
        return writer;
    }

    /** Writes the end and gives the file its name. */
    void finish() throws IOException {
        writer.finish();
        out.close();
        Files.move(growing, target, StandardCopyOption.REPLACE_EXISTING);
    }

    /** What to say when writing fails in between. */
    UserException failed(IOException e) {
        return new UserException(
                growing
                        + " cannot be written any more ("
                        + e.getMessage()
                        + "): free some space or name a file on another disk with --out; what was"
                        + " written can be replayed under this name.",
                e);
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw failed(e);
        }
    }
}
