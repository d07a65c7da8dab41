package dev.lockstep.local.failure;

import dev.lockstep.inference.catalog.ModelStoreException;
import dev.lockstep.inference.model.ModelException;
import dev.lockstep.producer.media.MediaException;
import dev.lockstep.producer.publish.ProducerException;
import dev.lockstep.schema.config.OptionsException;
import dev.lockstep.schema.registry.SchemaRegistryException;
import dev.lockstep.schema.topic.TopicException;
import dev.lockstep.sink.caption.CaptionFileException;
import dev.lockstep.sink.search.SearchException;
import dev.lockstep.stack.StackException;
import dev.lockstep.view.ViewException;
import dev.lockstep.view.http.ViewServerException;
import java.io.FileNotFoundException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns an exception into the sentence that is shown. Stateless. */
public final class FailureText {
    private FailureText() {}

    /**
     * The sentence of the outermost cause that has one; for what nobody foresaw, its name and where
     * the details are.
     */
    public static String of(Throwable failure, Path logFile) {
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = next(cause)) {
            Optional<String> sentence = sentence(cause);
            if (sentence.isPresent()) {
                return sentence.get();
            }
            root = cause;
        }
        String said = root.getMessage() == null ? "" : ": " + firstLine(root.getMessage());
        return "Something went wrong that should not ("
                + root.getClass().getSimpleName()
                + said
                + "); the log "
                + logFile
                + " has the details.";
    }

    private static Optional<String> sentence(Throwable cause) {
        String message = cause.getMessage() == null ? "" : cause.getMessage();
        if (cause instanceof UserException) {
            return Optional.of(message.strip());
        }
        if (message.contains("No space left on device")) {
            return Optional.of(
                    "The disk is full ("
                            + firstLine(message)
                            + "): free some space, or name a folder on another disk by"
                            + " XDG_CACHE_HOME, by --out, or by"
                            + " LOCKSTEP_JAVA_OPTS=-Djava.io.tmpdir=FOLDER.");
        }
        if (cause instanceof StackException
                || cause instanceof ModelStoreException
                || cause instanceof ModelException
                || cause instanceof MediaException
                || cause instanceof OptionsException
                || cause instanceof TopicException
                || cause instanceof SchemaRegistryException
                || cause instanceof ProducerException
                || cause instanceof CaptionFileException
                || cause instanceof SearchException
                || cause instanceof ViewException
                || cause instanceof ViewServerException) {
            return Optional.of(message.strip());
        }
        if (cause instanceof FileSystemException || cause instanceof FileNotFoundException) {
            return Optional.of(file(cause, firstLine(message)));
        }
        if (cause instanceof OutOfMemoryError) {
            return Optional.of(
                    "The process ran out of memory ("
                            + firstLine(message)
                            + "): give it more with LOCKSTEP_JAVA_OPTS=-Xmx2g.");
        }
        return Optional.empty();
    }

    private static String file(Throwable cause, String message) {
        if (cause instanceof NoSuchFileException) {
            return "There is no file " + message + ": check the path.";
        }
        if (cause instanceof AccessDeniedException) {
            return "The file " + message + " may not be read or written: check its permissions.";
        }
        if (cause instanceof FileAlreadyExistsException) {
            return message + " exists and is not a folder: choose another one.";
        }
        return "A file could not be used: " + message + ".";
    }

    private static @Nullable Throwable next(Throwable cause) {
        return cause.getCause() == cause ? null : cause.getCause();
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
