package dev.lockstep.view.http;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Runs a task again and again. Implementations run it by one thread at a time. */
@FunctionalInterface
public interface Repeater {
    /**
     * Begins.
     *
     * @param period from one run to the next
     * @return ends it
     */
    Runnable every(Duration period, Runnable task);

    /** By a thread of its own. */
    static Repeater onThread(String name) {
        return (period, task) -> {
            ScheduledExecutorService scheduler =
                    Executors.newSingleThreadScheduledExecutor(
                            work -> {
                                Thread thread = new Thread(work, name);
                                thread.setDaemon(true);
                                return thread;
                            });
            long nanos = period.toNanos();
            ScheduledFuture<?> runs =
                    scheduler.scheduleAtFixedRate(task, nanos, nanos, TimeUnit.NANOSECONDS);
            return () -> {
                runs.cancel(false);
                scheduler.shutdownNow();
            };
        };
    }
}
