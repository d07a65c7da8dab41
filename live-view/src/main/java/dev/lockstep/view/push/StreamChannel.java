package dev.lockstep.view.push;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The newest changes of a stream and its viewers. Thread-safe; its lock is held for as long as it
 * takes to hand a message to the viewers' queues, never over JSON or a network.
 */
final class StreamChannel {
    private final long epoch;
    private final Deque<Message> history = new ArrayDeque<>();
    private final Set<Viewer> viewers = new HashSet<>();
    private long sequence;
    private long bytes;

    StreamChannel(long epoch) {
        this.epoch = epoch;
    }

    /** Gives a change its position, keeps it, and hands it to all viewers. */
    synchronized void publish(
            String type, String key, String json, int mostChanges, long mostBytes) {
        sequence++;
        Message message = Message.of(new Position(epoch, sequence).toString(), type, key, json);
        history.addLast(message);
        bytes += message.size();
        while (history.size() > mostChanges || (bytes > mostBytes && !history.isEmpty())) {
            bytes -= history.removeFirst().size();
        }
        Iterator<Viewer> each = viewers.iterator();
        while (each.hasNext()) {
            if (!each.next().offer(message)) {
                each.remove();
            }
        }
    }

    /** Every change after the returned beginning is handed to the viewer. */
    synchronized Beginning join(Viewer viewer, Optional<Position> after) {
        viewers.add(viewer);
        Position now = new Position(epoch, sequence);
        if (after.isEmpty()) {
            return Beginning.withSnapshot(now, null);
        }
        String reset = reset(after.get());
        return reset == null
                ? Beginning.resumed(now, missed(after.get()))
                : Beginning.withSnapshot(now, reset);
    }

    synchronized void leave(Viewer viewer) {
        viewers.remove(viewer);
    }

    synchronized long bytes() {
        return bytes;
    }

    private @Nullable String reset(Position after) {
        if (after.epoch() != epoch) {
            return "restarted";
        }
        if (after.sequence() > sequence) {
            return "unknown";
        }
        return sequence - after.sequence() > history.size() ? "expired" : null;
    }

    private List<Message> missed(Position after) {
        long known = history.size() - (sequence - after.sequence());
        List<Message> missed = new ArrayList<>();
        for (Message message : history) {
            if (known-- <= 0) {
                missed.add(message);
            }
        }
        return missed;
    }
}
