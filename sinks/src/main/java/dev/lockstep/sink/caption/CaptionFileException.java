package dev.lockstep.sink.caption;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** A caption file could not be written; the message says what to do. */
public final class CaptionFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A file, and what its disk said. */
    public CaptionFileException(Path file, IOException cause) {
        super(message(file, cause), cause);
    }

    private static String message(Path file, IOException cause) {
        return "The captions could not be written to "
                + file
                + " ("
                + reason(cause)
                + "): free some space on its disk, or choose a folder that can be written to.";
    }

    private static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof FileSystemException failure && failure.getReason() != null) {
            return failure.getReason();
        }
        String message = cause.getMessage();
        return message == null
                ? cause.getClass().getSimpleName()
                : cause.getClass().getSimpleName() + ": " + message;
    }
}
