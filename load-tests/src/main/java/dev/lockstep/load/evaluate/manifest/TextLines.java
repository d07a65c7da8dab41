package dev.lockstep.load.evaluate.manifest;

import dev.lockstep.local.failure.UserException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

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
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            return !lines.isEmpty() && lines.get(0).startsWith("\uFEFF")
                    ? Stream.concat(Stream.of(lines.get(0).substring(1)), lines.stream().skip(1))
                            .toList()
                    : lines;
        } catch (NoSuchFileException e) {
            throw new UserException("There is no file " + file + ": check the path.", e);
        } catch (CharacterCodingException e) {
            throw new UserException(file + " is not UTF-8: save it as UTF-8.", e);
        }
    }

    /** File and line as messages name them. */
    static String where(Path file, int line) {
        return file + ":" + line;
    }
}
