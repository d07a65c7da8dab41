package dev.lockstep.inference.runtime;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Ends runs that take too long. One daemon thread per process looks at all of them; it lives as
 * long as there is something to watch, so that it keeps no class loader. Thread-safe.
 *
 * <p>A run is ended at most a quarter of its time-out late (5 to 250 ms), and only between two
 * operators of its graph: ONNX Runtime looks at the flag there.
 */
public final class RunWatchdog {
    private static final long LEAST_PERIOD_MS = 5;
    private static final long LONGEST_PERIOD_MS = 250;
    private static final RunWatchdog SHARED = new RunWatchdog(System::nanoTime, true);

    private final LongSupplier nanoTime;
    private final boolean threaded;
    private final Set<Watch> watches = new HashSet<>();
    private long periodMs = LONGEST_PERIOD_MS;
    private @Nullable Thread thread;

    private RunWatchdog(LongSupplier nanoTime, boolean threaded) {
        this.nanoTime = nanoTime;
        this.threaded = threaded;
    }

    /** One without a thread, which looks when it is told to. */
    static RunWatchdog withoutThread(LongSupplier nanoTime) {
        return new RunWatchdog(nanoTime, false);
    }

    /** The watchdog of the process. */
    public static RunWatchdog shared() {
        return SHARED;
    }

    /** One run at a time is watched by it; used again for the next run, and allocates nothing. */
    public final class Watch implements AutoCloseable {
        private final long timeoutNs;
        private final Runnable terminate;
        private long beganNs;
        private boolean running;
        private boolean ended;

        private Watch(long timeoutNs, Runnable terminate) {
            this.timeoutNs = timeoutNs;
            this.terminate = terminate;
        }

        /** A run begins. */
        public synchronized void begin() {
            beganNs = nanoTime.getAsLong();
            running = true;
        }

        /**
         * The run is over.
         *
         * @return false if it was told to end; this watch is of no use any more then
         */
        public synchronized boolean end() {
            running = false;
            return !ended;
        }

        private synchronized void look(long now) {
            // Under the lock, so that a run that is over just now is never told to end.
            if (running && !ended && now - beganNs > timeoutNs) {
                ended = true;
                terminate.run();
            }
        }

        @Override
        public void close() {
            synchronized (watches) {
                watches.remove(this);
                watches.notifyAll();
            }
        }
    }

    /**
     * Watches what will run.
     *
     * @param timeoutNs how long a run may take
     * @param terminate tells it to end; must not block
     */
    public Watch watch(long timeoutNs, Runnable terminate) {
        Watch watch = new Watch(timeoutNs, terminate);
        synchronized (watches) {
            watches.add(watch);
            long quarterMs = TimeUnit.NANOSECONDS.toMillis(timeoutNs) / 4;
            periodMs = Math.min(periodMs, Math.max(LEAST_PERIOD_MS, quarterMs));
            if (threaded && thread == null) {
                Thread started = new Thread(this::loop, "lockstep-run-watchdog");
                started.setDaemon(true);
                thread = started;
                started.start();
            }
        }
        return watch;
    }

    /** Looks at every run once. */
    void scan() {
        List<Watch> seen;
        synchronized (watches) {
            seen = new ArrayList<>(watches);
        }
        long now = nanoTime.getAsLong();
        seen.forEach(watch -> watch.look(now));
    }

    private void loop() {
        while (true) {
            synchronized (watches) {
                if (watches.isEmpty()) {
                    thread = null;
                    periodMs = LONGEST_PERIOD_MS;
                    return;
                }
                try {
                    watches.wait(periodMs);
                } catch (InterruptedException e) {
                    // Nobody has a reason to; whoever runs a model still relies on this thread.
                    continue;
                }
            }
            scan();
        }
    }
}
