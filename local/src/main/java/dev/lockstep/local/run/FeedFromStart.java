package dev.lockstep.local.run;

import dev.lockstep.producer.text.TextEntry;
import dev.lockstep.producer.text.TextFeed;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A feed beside recorded media: its texts are timed from the start of the media and by nothing
 * else, so that a replay gives the same. A text that only says when it was written counts from the
 * first such text, and one without any time stands with the one before it. One thread reads.
 */
final class FeedFromStart implements TextFeed {
    private final TextFeed feed;
    private OptionalLong firstWrittenUs = OptionalLong.empty();
    private long lastPtsUs;

    FeedFromStart(TextFeed feed) {
        this.feed = feed;
    }

    @Override
    public Optional<TextEntry> next() throws IOException {
        return feed.next().map(entry -> entry instanceof TextEntry.Item item ? timed(item) : entry);
    }

    private TextEntry timed(TextEntry.Item item) {
        lastPtsUs = ptsUs(item);
        return new TextEntry.Item(
                OptionalLong.of(lastPtsUs),
                OptionalLong.empty(),
                item.durationUs(),
                item.kind(),
                item.text(),
                item.author(),
                item.language());
    }

    private long ptsUs(TextEntry.Item item) {
        if (item.ptsUs().isPresent()) {
            return item.ptsUs().getAsLong();
        }
        if (item.eventTimeUs().isEmpty()) {
            return lastPtsUs;
        }
        long writtenUs = item.eventTimeUs().getAsLong();
        if (firstWrittenUs.isEmpty()) {
            firstWrittenUs = item.eventTimeUs();
        }
        return writtenUs - firstWrittenUs.getAsLong();
    }

    @Override
    public void published() {
        feed.published();
    }

    @Override
    public void stop() {
        feed.stop();
    }

    @Override
    public void close() throws IOException {
        feed.close();
    }
}
