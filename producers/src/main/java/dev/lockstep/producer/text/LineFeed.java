package dev.lockstep.producer.text;

import dev.lockstep.schema.avro.TextKind;
import dev.lockstep.schema.deadletter.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One text a line: JSON objects, or the line itself. Blank lines are skipped. Not thread-safe. */
final class LineFeed implements TextFeed {

    private final LineReader lines;
    private final String name;
    private final @Nullable JsonTexts json;
    private volatile boolean stopped;

    /** A feed of JSON lines; plain lines when {@code json} is null. */
    LineFeed(InputStream in, String name, @Nullable JsonTexts json) {
        this.lines = new LineReader(in);
        this.name = name;
        this.json = json;
    }

    @Override
    public Optional<TextEntry> next() throws IOException {
        while (!stopped) {
            Optional<LineReader.Line> line = lines.next();
            if (line.isEmpty()) {
                return Optional.empty();
            }
            if (line.get().bytes().length > 0) {
                Optional<TextEntry> entry = entry(line.get());
                if (entry.isPresent()) {
                    return entry;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<TextEntry> entry(LineReader.Line line) {
        Optional<String> text = line.text();
        if (line.tooLong()) {
            return LineOrigin.bad(name, line, FailureKind.TOO_LARGE, "is longer than 1 MiB");
        }
        if (text.isEmpty()) {
            return LineOrigin.bad(name, line, FailureKind.CORRUPT, "is not UTF-8");
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
            return LineOrigin.bad(
                    name, line, FailureKind.INVALID_FIELD, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
