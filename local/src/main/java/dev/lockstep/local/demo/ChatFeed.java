package dev.lockstep.local.demo;

import dev.lockstep.producer.text.TextEntry;
import dev.lockstep.producer.text.TextFeed;
import dev.lockstep.schema.avro.TextKind;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The demo's chat as a feed. One thread reads; {@link #stop} may be called from any. */
public final class ChatFeed implements TextFeed {
    private final Iterator<DemoScript.Chat> lines;
    private volatile boolean stopped;

    /** A feed of these lines. */
    public ChatFeed(List<DemoScript.Chat> lines) {
        this.lines = lines.iterator();
    }

    @Override
    public Optional<TextEntry> next() {
        if (stopped || !lines.hasNext()) {
            return Optional.empty();
        }
        DemoScript.Chat line = lines.next();
        return Optional.of(
                new TextEntry.Item(
                        OptionalLong.of(line.atUs()),
                        OptionalLong.empty(),
                        0,
                        TextKind.CHAT,
                        line.text(),
                        Optional.of(line.author()),
                        Optional.of("en")));
    }

    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public void close() {
        stopped = true;
    }
}
