package dev.lockstep.producer.text;

import dev.lockstep.schema.deadletter.DeadLetters;
import dev.lockstep.schema.deadletter.FailureKind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A line of a feed as the origin of a dead letter: the feed's name, and the line as offset. */
record LineOrigin(String feed, long line, byte[] bytes) implements DeadLetters.Origin {

    /**
     * The entry for a line that could not be used.
     *
     * @param what goes on after "Line 7 of NAME"
     */
    static Optional<TextEntry> bad(
            String feed, LineReader.Line line, FailureKind kind, String what) {
        return Optional.of(
                new TextEntry.Bad(
                        new LineOrigin(feed, line.number(), line.bytes()),
                        kind,
                        "Line " + line.number() + " of " + feed + " " + what + ": correct it."));
    }

    @Override
    public String topic() {
        return feed;
    }

    @Override
    public int partition() {
        return 0;
    }

    @Override
    public long offset() {
        return line;
    }

    @Override
    public long timestampMs() {
        return -1;
    }

    @Override
    public byte @Nullable [] key() {
        return null;
    }

    @Override
    public byte[] value() {
        return bytes;
    }
}
