package dev.lockstep.load.archive;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * Messages in the order of their log times; those of one partition stay in the order that they had.
 * Holds the chunks that overlap in time, no more. Not thread-safe.
 */
public final class MessageCursor {
    private final ArchiveReader reader;
    private final Queue<ChunkRef> unopened;
    private final long fromNs;
    private final PriorityQueue<Opened> opened =
            new PriorityQueue<>(
                    Comparator.comparingLong(Opened::headNs).thenComparingLong(Opened::offset));

    MessageCursor(ArchiveReader reader, List<ChunkRef> chunks, long fromNs) {
        this.reader = reader;
        this.fromNs = fromNs;
        this.unopened =
                new ArrayDeque<>(
                        chunks.stream()
                                .filter(chunk -> chunk.endNs() >= fromNs)
                                .sorted(
                                        Comparator.comparingLong(ChunkRef::startNs)
                                                .thenComparingLong(ChunkRef::offset))
                                .toList());
    }

    /**
     * The next message, or null after the last.
     *
     * @throws ArchiveException when the chunk that it is in is damaged
     */
    public @Nullable ArchiveMessage next() throws IOException {
        Opened head = opened.peek();
        for (ChunkRef ref = unopened.peek();
                ref != null && (head == null || ref.startNs() <= head.headNs());
                ref = unopened.peek()) {
            unopened.remove();
            Opened chunk = new Opened(reader.chunk(ref), fromNs);
            if (chunk.more()) {
                opened.add(chunk);
            }
            head = opened.peek();
        }
        Opened first = opened.poll();
        if (first == null) {
            return null;
        }
        ArchiveMessage message = first.take();
        if (first.more()) {
            opened.add(first);
        }
        return message;
    }

    /** What is left of a chunk. */
    private static final class Opened {
        private final long offset;
        private final List<ArchiveMessage> messages;
        private int next;

        Opened(Chunk chunk, long fromNs) {
            this.offset = chunk.ref().offset();
            this.messages = new ArrayList<>(chunk.messages());
            messages.removeIf(message -> message.logTimeNs() < fromNs);
            messages.sort(Comparator.comparingLong(ArchiveMessage::logTimeNs));
        }

        long headNs() {
            return messages.get(next).logTimeNs();
        }

        long offset() {
            return offset;
        }

        boolean more() {
            return next < messages.size();
        }

        ArchiveMessage take() {
            return messages.get(next++);
        }
    }
}
