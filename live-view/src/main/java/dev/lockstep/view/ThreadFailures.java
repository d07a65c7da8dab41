package dev.lockstep.view;

import dev.lockstep.view.topology.ViewMetrics;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a thread that has failed: it reads again from the last commit. Too many failures in a
 * minute end the view, as something must be wrong that will not go away. Thread-safe.
 */
final class ThreadFailures implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadFailures.class);
    private static final long MINUTE_MS = 60_000;

    private final int maxFailures;
    private final ViewMetrics metrics;
    private final Clock clock;
    private final Deque<Long> failures = new ArrayDeque<>();

    ThreadFailures(int maxFailures, ViewMetrics metrics, Clock clock) {
        this.maxFailures = maxFailures;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable exception) {
        metrics.threadDied();
        if (isTooMuch()) {
            LOG.error(
                    "The live view ends, because its threads have failed more than {} times in a"
                            + " minute. Start it again when what is wrong is put right.",
                    maxFailures,
                    exception);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        LOG.warn(
                "A thread of the live view has failed and is replaced; it reads again from its last"
                        + " commit.",
                exception);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private synchronized boolean isTooMuch() {
        long nowMs = clock.millis();
        failures.addLast(nowMs);
        while (!failures.isEmpty() && nowMs - failures.getFirst() > MINUTE_MS) {
            failures.removeFirst();
        }
        return failures.size() > maxFailures;
    }
}
