package dev.lockstep.producer.ffmpeg;

import dev.lockstep.producer.media.MediaException;
import dev.lockstep.producer.media.MediaException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** What can be said about a file before FFmpeg sees it. */
final class LocalFiles {

    private LocalFiles() {}

    /** Refuses what is not there, not readable, a folder, or empty. */
    static void check(String name) throws MediaException {
        Path path = path(name);
        if (!Files.exists(path)) {
            throw new MediaException(
                    Kind.NOT_FOUND, "There is no file " + name + ": check the path.");
        }
        if (Files.isDirectory(path)) {
            throw new MediaException(
                    Kind.NOT_MEDIA, name + " is a folder: name a media file in it.");
        }
        if (!Files.isReadable(path)) {
            throw new MediaException(
                    Kind.NO_PERMISSION,
                    name + " may not be read by this user: change its rights or copy it.");
        }
        try {
            if (Files.isRegularFile(path) && Files.size(path) == 0) {
                throw new MediaException(
                        Kind.EMPTY, name + " has zero bytes: copy or record it again.");
            }
        } catch (MediaException e) {
            throw e;
        } catch (IOException e) {
            throw new MediaException(
                    Kind.NO_PERMISSION, name + " cannot be read (" + e.getMessage() + ").");
        }
    }

    static boolean isRegular(String name) {
        return Files.isRegularFile(Path.of(name));
    }

    private static Path path(String name) throws MediaException {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new MediaException(
                    Kind.NOT_FOUND, "There is no file of that name (" + e.getReason() + ").");
        }
    }
}
