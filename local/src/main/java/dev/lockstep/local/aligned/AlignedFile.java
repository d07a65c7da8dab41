package dev.lockstep.local.aligned;

import dev.lockstep.local.failure.UserException;
import dev.lockstep.schema.avro.AlignedWindow;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code aligned.jsonl}: one line for each settled window, written as it comes, so that a run of
 * any length needs no memory for it and the file can be followed. Not thread-safe.
 */
public final class AlignedFile implements AutoCloseable {
    /** Its name in the folder of a run. */
    public static final String NAME = "aligned.jsonl";

    private final Path file;
    private final BufferedWriter writer;

    private AlignedFile(Path file, BufferedWriter writer) {
        this.file = file;
        this.writer = writer;
    }

    /** Begins the file anew in a folder that is there. */
    public static AlignedFile create(Path folder) {
        Path file = folder.resolve(NAME);
        try {
            return new AlignedFile(file, Files.newBufferedWriter(file));
        } catch (IOException e) {
            throw notWritable(file, e);
        }
    }

    /** Adds a line. */
    public void add(AlignedWindow window) {
        try {
            writer.write(WindowJson.line(window));
            writer.write('\n');
            writer.flush();
        } catch (IOException e) {
            throw notWritable(file, e);
        }
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw notWritable(file, e);
        }
    }

    private static UserException notWritable(Path file, IOException cause) {
        return new UserException(
                file
                        + " cannot be written ("
                        + cause.getMessage()
                        + "): free some space, or choose another folder with --out.",
                cause);
    }
}
