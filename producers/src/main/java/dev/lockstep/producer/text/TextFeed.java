package dev.lockstep.producer.text;

import java.io.IOException;
import java.util.Optional;

/** A source of texts. One thread reads; {@link #stop()} may be called from any. */
public interface TextFeed extends AutoCloseable {

    /**
     * The next entry; blocks on a live feed. Empty at the end or after {@link #stop()}.
     *
     * @throws IOException when the feed as a whole cannot be read any more
     */
    Optional<TextEntry> next() throws IOException;

    /** Everything handed out so far is in the log; a feed that keeps a position may keep it now. */
    default void published() {}

    /** Ends the feed as soon as it can be interrupted. */
    void stop();

    @Override
    void close() throws IOException;
}
