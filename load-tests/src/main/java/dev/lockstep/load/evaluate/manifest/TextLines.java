package dev.lockstep.load.evaluate.manifest;

import dev.lockstep.local.failure.UserException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lines of a text file, for importers. Stateless. */
final class TextLines {
    private TextLines() {}

    /**
     * All lines, without a byte order mark.
     *
     * @throws UserException when the file is not there or not UTF-8
     */
    static List<String> of(Path file) throws IOException {
        try {
            List<String> lines = new ArrayList<>(Files.readAllLines(file, StandardCharsets.UTF_8));
            if (!lines.isEmpty()) {
                lines.set(0, withoutMark(lines.get(0)));
            }
            return lines;
        } catch (NoSuchFileException e) {
            throw new UserException("There is no file " + file + ": check the path.", e);
        } catch (CharacterCodingException e) {
            throw new UserException(file + " is not UTF-8: save it as UTF-8.", e);
        }
    }

    /** A file's first line without its byte order mark. */
    static String withoutMark(String first) {
        return first.startsWith("\uFEFF") ? first.substring(1) : first;
    }

    /** File and line as messages name them. */
    static String where(Path file, int line) {
        return file + ":" + line;
    }
}
