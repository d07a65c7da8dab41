package dev.lockstep.sink.caption;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes files that appear whole or not at all: under a temporary name beside their place, moved
 * there when they are complete. Stateless.
 */
public final class WholeFile {
    private WholeFile() {}

    /**
     * Writes or replaces a file, in UTF-8; makes its folder if it is missing.
     *
     * @throws CaptionFileException when it cannot be written
     */
    public static void write(Path file, String content) {
        Path absolute = file.toAbsolutePath();
        Path temporary = absolute.resolveSibling("." + absolute.getFileName() + ".part");
        try {
            Path folder = absolute.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.write(temporary, content.getBytes(StandardCharsets.UTF_8));
            move(temporary, absolute);
        } catch (IOException e) {
            remove(temporary, e);
            throw new CaptionFileException(file, e);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void remove(Path temporary, IOException because) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }
}
