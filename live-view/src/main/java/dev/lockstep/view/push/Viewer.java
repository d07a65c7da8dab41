package dev.lockstep.view.push;

import dev.lockstep.view.model.ViewJson;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One who watches a stream: a bounded queue, and one writer at a time, which never blocks.
 *
 * <p>Messages may come before {@link #open}; they wait until the viewer's beginning is known.
 * Thread-safe.
 */
public final class Viewer {
    private static final int BEATS_WITHOUT_PROGRESS = 3;

    private final Transport transport;
    private final ViewerQueue queue;
    private final Executor executor;
    private final Consumer<Viewer> whenGone;
    private final AtomicInteger work = new AtomicInteger();
    private final AtomicBoolean gone = new AtomicBoolean();
    private volatile boolean open;
    private volatile boolean progress = true;
    private volatile @Nullable ViewerEnd end;
    private boolean unflushed;
    private int idleBeats;

    /**
     * @param transport how it is reached
     * @param mostMessages most messages that wait for it
     * @param mostBytes most bytes that wait for it
     * @param executor runs the writer
     * @param whenGone told once, when it is gone; on any thread
     */
    public Viewer(
            Transport transport,
            int mostMessages,
            long mostBytes,
            Executor executor,
            Consumer<Viewer> whenGone) {
        this.transport = transport;
        this.queue = new ViewerQueue(mostMessages, mostBytes);
        this.executor = executor;
        this.whenGone = whenGone;
    }

    /** How it is reached. */
    public Transport transport() {
        return transport;
    }

    /** Why it was sent away; null where it was not. */
    public @Nullable ViewerEnd end() {
        return end;
    }

    /** Sends its beginning, then what came meanwhile, then what comes. */
    public void open(List<Message> beginning) {
        queue.prepend(beginning);
        open = true;
        signal();
    }

    /** Its beginning has come from elsewhere: as {@link #offer}, but whatever its size. */
    public boolean begin(Message message) {
        queue.append(message);
        signal();
        return end == null && !gone.get();
    }

    /**
     * Hands it a message.
     *
     * @return false when it is, or now was, sent away
     */
    public boolean offer(Message message) {
        if (end != null || gone.get()) {
            return false;
        }
        if (!queue.offer(message)) {
            sendAway(ViewerEnd.SLOW);
            return false;
        }
        signal();
        return true;
    }

    /** Tells it why, and ends its connection. */
    public synchronized void sendAway(ViewerEnd why) {
        if (end == null) {
            end = why;
            queue.close(Message.of(null, Message.DROPPED, null, ViewJson.text(new Dropped(why))));
            open = true;
            signal();
        }
    }

    /** It can be written to again, or may have become writable. */
    public void signal() {
        if (work.getAndIncrement() == 0) {
            try {
                executor.execute(this::drain);
            } catch (RejectedExecutionException e) {
                gone();
            }
        }
    }

    /** Its connection has ended. */
    public void gone() {
        if (gone.compareAndSet(false, true)) {
            whenGone.accept(this);
        }
    }

    /**
     * A beat of the heart: a sign of life, and the end of one who does not take what it is sent.
     * Called by one thread at a time.
     */
    public void beat() {
        boolean stuck = !progress && queue.size() > 0;
        progress = false;
        idleBeats = stuck ? idleBeats + 1 : 0;
        if (end != null) {
            gone();
            transport.abort();
        } else if (idleBeats >= BEATS_WITHOUT_PROGRESS) {
            sendAway(ViewerEnd.STALLED);
        } else if (open) {
            offer(Message.heartbeat());
        }
    }

    private void drain() {
        int done = 1;
        do {
            try {
                write();
            } catch (IOException | RuntimeException e) {
                gone();
                transport.abort();
            }
            done = work.addAndGet(-done);
        } while (done != 0);
    }

    private void write() throws IOException {
        while (open && !gone.get() && transport.isReady()) {
            Message next = queue.poll();
            if (next != null) {
                transport.send(next);
                unflushed = true;
                progress = true;
            } else if (unflushed) {
                unflushed = false;
                transport.flush();
            } else {
                finish();
                return;
            }
        }
    }

    private void finish() {
        ViewerEnd why = end;
        if (why != null) {
            transport.close(why);
            gone();
        }
    }

    private record Dropped(String reason, String detail) {
        Dropped(ViewerEnd end) {
            this(end.reason(), end.detail());
        }
    }
}
