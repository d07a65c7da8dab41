package dev.lockstep.producer.text;

import dev.lockstep.schema.deadletter.DeadLetters;
import org.jspecify.annotations.Nullable;

/** A line of a feed as the origin of a dead letter: the feed's name, and the line as offset. */
record LineOrigin(String feed, long line, byte[] bytes) implements DeadLetters.Origin {

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
