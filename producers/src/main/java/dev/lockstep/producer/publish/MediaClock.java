package dev.lockstep.producer.publish;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/** The time that pacing goes by, and waiting for it. Thread-safe. */
public interface MediaClock {

    /** Now, µs since the epoch. */
    long nowUs();

    /** Returns once the time has come or the signal is given, whichever is first. */
    void waitUntil(long us, StopSignal stop);

    /**
     * Starts at the clock's time and runs evenly from there: a correction of the machine's clock
     * does not make media jump.
     */
    static MediaClock startingAt(Clock clock) {
        Instant start = clock.instant();
        long startUs = ChronoUnit.MICROS.between(Instant.EPOCH, start);
        long startNanos = System.nanoTime();
        return new MediaClock() {
            @Override
            public long nowUs() {
                return startUs + (System.nanoTime() - startNanos) / 1_000;
            }

            @Override
            public void waitUntil(long us, StopSignal stop) {
                stop.await(us - nowUs(), TimeUnit.MICROSECONDS);
            }
        };
    }

    /** The machine's clock. */
    static MediaClock system() {
        return startingAt(Clock.systemUTC());
    }
}
