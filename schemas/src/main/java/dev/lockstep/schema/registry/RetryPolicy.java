package dev.lockstep.schema.registry;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Tries again with growing pauses, for a bounded time, while the registry is unreachable. */
final class RetryPolicy {
    private static final long FIRST_PAUSE_MS = 100;
    private static final long LONGEST_PAUSE_MS = 5_000;

    /** Waits between two attempts. */
    interface Sleeper {
        void sleep(long millis) throws InterruptedException;
    }

    /** One attempt. */
    interface Attempt<R> {
        R run();
    }

    private final long patienceNanos;
    private final LongSupplier nanoTime;
    private final Sleeper sleeper;

    RetryPolicy(Duration patience, LongSupplier nanoTime, Sleeper sleeper) {
        this.patienceNanos = patience.toNanos();
        this.nanoTime = nanoTime;
        this.sleeper = sleeper;
    }

    <R> R call(Attempt<R> attempt) {
        long start = nanoTime.getAsLong();
        for (long pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2)) {
            try {
                return attempt.run();
            } catch (SchemaRegistryException e) {
                long leftMs = (patienceNanos - (nanoTime.getAsLong() - start)) / 1_000_000L;
                if (e.kind() != SchemaRegistryException.Kind.UNREACHABLE || leftMs <= 0) {
                    throw e;
                }
                pause(Math.min(pauseMs, leftMs), e);
            }
        }
    }

    private void pause(long millis, SchemaRegistryException last) {
        try {
            sleeper.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw last;
        }
    }
}
