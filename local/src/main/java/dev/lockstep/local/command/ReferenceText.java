package dev.lockstep.local.command;

import dev.lockstep.local.accuracy.TextNormalizer;
import dev.lockstep.local.failure.UserException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What {@code --reference} names: text, {@code @FILE}, or a file that exists. Stateless. */
final class ReferenceText {
    private static final int LONGEST_PATH = 1_000;

    private ReferenceText() {}

    static Optional<String> read(@Nullable String option) {
        if (option == null) {
            return Optional.empty();
        }
        String text =
                option.startsWith("@")
                        ? file(Path.of(option.substring(1)))
                        : existing(option).map(ReferenceText::file).orElse(option);
        if (TextNormalizer.words(text).isEmpty()) {
            throw new UserException(
                    "The reference has no words: give the text that is said, or @FILE.");
        }
        return Optional.of(text);
    }

    private static Optional<Path> existing(String option) {
        try {
            Path path = Path.of(option);
            return option.length() <= LONGEST_PATH && Files.isRegularFile(path)
                    ? Optional.of(path)
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static String file(Path path) {
        try {
            return Files.readString(path);
        } catch (CharacterCodingException e) {
            throw new UserException(
                    "The reference " + path + " is not UTF-8 text: convert it first.", e);
        } catch (IOException e) {
            throw new UserException(
                    "The reference " + path + " cannot be read: check the path and its rights.", e);
        }
    }
}
