package dev.lockstep.load.drive;

import dev.lockstep.producer.publish.MediaClock;
import dev.lockstep.producer.publish.StopSignal;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the records of many feeds over when they are due, on one thread of its own. Open loop:
 * nothing that happens to a record moves the due time of another, so a system that stalls is
 * measured with all the records that came meanwhile (no coordinated omission). Thread-safe.
 */
public final class OpenLoopDriver implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenLoopDriver.class);
    private static final long HIGHEST_US = TimeUnit.HOURS.toMicros(1);
    private static final long CLOSE_MS = 5_000;

    private final PriorityQueue<Head> heads =
            new PriorityQueue<>(Comparator.comparingLong((Head head) -> head.record().dueUs()));
    private final Outlet outlet;
    private final MediaClock clock;
    private final StopSignal stop = new StopSignal();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Histogram lateness = new ConcurrentHistogram(HIGHEST_US, 3);
    private final AtomicLong sent = new AtomicLong();

    private record Head(DueRecord<?> record, Feed feed) {}

    private OpenLoopDriver(List<Feed> feeds, Outlet outlet, MediaClock clock) {
        this.outlet = outlet;
        this.clock = clock;
        feeds.forEach(this::advance);
    }

    /** Starts to send; each feed is read by the driver's thread from now on. */
    public static OpenLoopDriver start(List<Feed> feeds, Outlet outlet, MediaClock clock) {
        OpenLoopDriver driver = new OpenLoopDriver(feeds, outlet, clock);
        Thread thread = new Thread(driver::run, "lockstep-publish-open-loop");
        thread.setDaemon(true);
        thread.start();
        return driver;
    }

    private void advance(Feed feed) {
        DueRecord<?> next = feed.next();
        if (next != null) {
            heads.add(new Head(next, feed));
        }
    }

    private void run() {
        try {
            for (Head head = heads.poll(); head != null; head = heads.poll()) {
                clock.waitUntil(head.record().dueUs(), stop);
                if (stop.isStopped()) {
                    break;
                }
                head.record().send(outlet, clock.nowUs());
                long lateUs = clock.nowUs() - head.record().dueUs();
                lateness.recordValue(Math.max(0, Math.min(HIGHEST_US, lateUs)));
                sent.incrementAndGet();
                advance(head.feed());
            }
            ended.complete(null);
        } catch (RuntimeException | Error e) {
            ended.completeExceptionally(e);
        }
    }

    /** Waits for the last record, at most that long; true once it was handed over. */
    public boolean await(long milliseconds) throws InterruptedException {
        try {
            ended.get(milliseconds, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** From when a record was due to when it was taken, µs. */
    public Histogram lateness() {
        return lateness.copy();
    }

    /** How late the latest record was taken, ms. */
    public double worstLateMs() {
        return lateness.getMaxValue() / 1e3;
    }

    /** Records that were handed over. */
    public long sent() {
        return sent.get();
    }

    /** Sends no more. */
    @Override
    public void close() {
        stop.stop();
        try {
            ended.get(CLOSE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // Who waits for the end has been told, or will be.
            LOG.debug("The driver did not end in order", e);
        }
    }
}
