package dev.lockstep.view.push;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a viewer has still to be sent: bounded by count and bytes. A newer message takes the place
 * of an older one of the same key, and goes to the end, so that ids always rise. Thread-safe; no
 * call blocks.
 */
final class ViewerQueue {
    private final int mostMessages;
    private final long mostBytes;
    private final Map<Object, Message> waiting = new LinkedHashMap<>();
    private long bytes;
    private boolean closed;

    /**
     * @param mostMessages at most as many messages
     * @param mostBytes at most as many bytes in all
     */
    ViewerQueue(int mostMessages, long mostBytes) {
        this.mostMessages = mostMessages;
        this.mostBytes = mostBytes;
    }

    /**
     * Takes a message.
     *
     * @return false when it does not fit any more; true too once the queue is closed, when the
     *     message is not wanted
     */
    synchronized boolean offer(Message message) {
        if (closed) {
            return true;
        }
        Object key = message.key() == null ? message : message.key();
        Message older = waiting.remove(key);
        if (older != null) {
            bytes -= older.size();
        }
        if (waiting.size() >= mostMessages || bytes + message.size() > mostBytes) {
            return false;
        }
        add(key, message);
        return true;
    }

    /** Puts messages before all others, whatever their size: they are a viewer's beginning. */
    synchronized void prepend(List<Message> first) {
        if (closed) {
            return;
        }
        Map<Object, Message> later = new LinkedHashMap<>(waiting);
        waiting.clear();
        bytes = 0;
        for (Message message : first) {
            add(message, message);
        }
        later.forEach(this::add);
    }

    /** Takes a message whatever its size. */
    synchronized void append(Message message) {
        if (!closed) {
            add(message, message);
        }
    }

    /** Takes no more, and forgets all but a last message. */
    synchronized void close(Message last) {
        if (!closed) {
            closed = true;
            waiting.clear();
            bytes = 0;
            add(last, last);
        }
    }

    /** The next message; null where there is none. */
    synchronized @Nullable Message poll() {
        Iterator<Message> messages = waiting.values().iterator();
        if (!messages.hasNext()) {
            return null;
        }
        Message next = messages.next();
        messages.remove();
        bytes -= next.size();
        return next;
    }

    /** How many wait. */
    synchronized int size() {
        return waiting.size();
    }

    private void add(Object key, Message message) {
        waiting.put(key, message);
        bytes += message.size();
    }
}
