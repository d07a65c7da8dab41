package dev.lockstep.view.http;

import dev.lockstep.view.config.ViewServerConf;
import dev.lockstep.view.push.Transport;
import dev.lockstep.view.push.Viewer;
import dev.lockstep.view.push.ViewerEnd;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All viewers of this instance: their number is bounded, and two threads write to all of them.
 * Thread-safe.
 */
final class Viewers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Viewers.class);
    private static final int WRITERS = 2;
    private static final long FAREWELL_MS = 1_000;
    private static final int RETRY_SECONDS = 5;

    private final ViewServerConf conf;
    private final ViewMetrics metrics;
    private final Semaphore places;
    private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();
    private final ExecutorService writers;

    Viewers(ViewServerConf conf, ViewMetrics metrics) {
        this.conf = conf;
        this.metrics = metrics;
        this.places = new Semaphore(conf.mostViewers());
        AtomicInteger number = new AtomicInteger();
        this.writers =
                Executors.newFixedThreadPool(
                        WRITERS,
                        work -> {
                            Thread thread = new Thread(work, "view-push-" + number.get());
                            number.incrementAndGet();
                            thread.setDaemon(true);
                            return thread;
                        });
        metrics.watch("lockstep.view.viewers", "Viewers connected", viewers::size);
    }

    /** Refuses one more viewer where there is no place. */
    void checkPlace() {
        if (places.availablePermits() <= 0) {
            throw full();
        }
    }

    /**
     * A viewer that has not begun yet; it gives its place back when it is gone.
     *
     * @param moreMessages how much longer its queue is than that of others
     * @param whenGone told when it is gone
     */
    Viewer add(Transport transport, int moreMessages, Runnable whenGone) {
        if (!places.tryAcquire()) {
            throw full();
        }
        Viewer viewer =
                new Viewer(
                        transport,
                        conf.queueMessages() + moreMessages,
                        conf.queueBytes(),
                        writers,
                        gone -> remove(gone, whenGone));
        viewers.add(viewer);
        return viewer;
    }

    /** A sign of life to all, and an end to those who do not read. */
    void beat() {
        for (Viewer viewer : viewers) {
            try {
                viewer.beat();
            } catch (RuntimeException e) {
                // The heart beats on for the others.
                LOG.warn("A viewer could not be sent a sign of life", e);
            }
        }
    }

    int size() {
        return viewers.size();
    }

    private void remove(Viewer viewer, Runnable whenGone) {
        if (viewers.remove(viewer)) {
            places.release();
            ViewerEnd end = viewer.end();
            if (end != null && !end.equals(ViewerEnd.STOPPING)) {
                metrics.dropped(viewer.transport().name(), end.reason());
            }
            whenGone.run();
        }
    }

    private HttpProblem full() {
        metrics.refused("viewers");
        return HttpProblem.unavailable(
                "All " + conf.mostViewers() + " places for viewers are taken.",
                "Come back later, or raise the option view.most-viewers.",
                RETRY_SECONDS);
    }

    /** Sends all viewers away, and gives them a moment to hear of it. */
    @Override
    public void close() {
        viewers.forEach(viewer -> viewer.sendAway(ViewerEnd.STOPPING));
        try {
            boolean allGone =
                    places.tryAcquire(conf.mostViewers(), FAREWELL_MS, TimeUnit.MILLISECONDS);
            LOG.debug("All viewers have been told of the end: {}", allGone);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        writers.shutdown();
    }
}
