package dev.lockstep.producer.text;

import dev.lockstep.schema.avro.TextKind;
import dev.lockstep.schema.deadletter.FailureKind;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One text a line: JSON objects, or the line itself. Blank lines are skipped. Not thread-safe. */
final class LineFeed extends LinesFeed {
    private final @Nullable JsonTexts json;

    /** A feed of JSON lines; plain lines when {@code json} is null. */
    LineFeed(InputStream in, String name, @Nullable JsonTexts json) {
        super(in, name);
        this.json = json;
    }

    @Override
    Optional<TextEntry> entry(LineReader.Line line) {
        if (line.bytes().length == 0) {
            return Optional.empty();
        }
        Optional<String> text = line.text();
        if (line.tooLong()) {
            return bad(line, FailureKind.TOO_LARGE, "is longer than 1 MiB");
        }
        if (text.isEmpty()) {
            return bad(line, FailureKind.CORRUPT, "is not UTF-8");
        }
        if (text.get().isBlank()) {
            return Optional.empty();
        }
        if (json == null) {
            return Optional.of(
                    new TextEntry.Item(
                            OptionalLong.empty(),
                            OptionalLong.empty(),
                            0,
                            TextKind.CHAT,
                            text.get(),
                            Optional.empty(),
                            Optional.empty()));
        }
        try {
            return Optional.of(
                    json.read(text.get().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            return bad(line, FailureKind.INVALID_FIELD, String.valueOf(e.getMessage()));
        }
    }
}
