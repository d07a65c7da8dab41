package dev.lockstep.producer.text;

import dev.lockstep.schema.deadletter.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** A feed whose texts are lines, or begin with one. Not thread-safe, but for {@link #stop}. */
abstract class LinesFeed implements TextFeed {
    private final LineReader lines;
    private final String name;
    private volatile boolean stopped;

    LinesFeed(InputStream in, String name) {
        this.lines = new LineReader(in);
        this.name = name;
    }

    /** The entry that a line is or begins; empty where it is none. */
    abstract Optional<TextEntry> entry(LineReader.Line line) throws IOException;

    /** The line after those handed out so far. */
    Optional<LineReader.Line> nextLine() throws IOException {
        return lines.next();
    }

    @Override
    public Optional<TextEntry> next() throws IOException {
        while (!stopped) {
            Optional<LineReader.Line> line = lines.next();
            if (line.isEmpty()) {
                return Optional.empty();
            }
            Optional<TextEntry> entry = entry(line.get());
            if (entry.isPresent()) {
                return entry;
            }
        }
        return Optional.empty();
    }

    /**
     * The entry for a line that could not be used.
     *
     * @param what goes on after "Line 7 of NAME"
     */
    Optional<TextEntry> bad(LineReader.Line line, FailureKind kind, String what) {
        return Optional.of(
                new TextEntry.Bad(
                        new LineOrigin(name, line.number(), line.bytes()),
                        kind,
                        "Line " + line.number() + " of " + name + " " + what + ": correct it."));
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
