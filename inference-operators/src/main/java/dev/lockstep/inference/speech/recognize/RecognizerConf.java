package dev.lockstep.inference.speech.recognize;

import dev.lockstep.inference.speech.context.SteeringConf;
import java.io.Serializable;
import java.time.Duration;

/**
 * How a process recognises.
 *
 * @param threads batches that run side by side
 * @param batchSize most requests that are decoded together; 1 decodes each by itself
 * @param batchDelay how long a request waits for others while a thread is free
 * @param skipStalePartials true: a partial that a newer request waits behind is skipped (live);
 *     false: every partial is answered and decoded by itself, so that a replay gives the same
 *     result each time
 * @param guard what to believe
 * @param steering how far terms on screen steer
 */
public record RecognizerConf(
        int threads,
        int batchSize,
        Duration batchDelay,
        boolean skipStalePartials,
        HypothesisGuard guard,
        SteeringConf steering)
        implements Serializable {
    /** Checks the counts. */
    public RecognizerConf {
        if (threads < 1 || batchSize < 1) {
            throw new IllegalArgumentException("threads and batch size must be at least 1");
        }
    }

    /** What holds unless something else is configured. */
    public static RecognizerConf of(int threads, boolean skipStalePartials) {
        return new RecognizerConf(
                threads,
                8,
                Duration.ZERO,
                skipStalePartials,
                HypothesisGuard.defaults(),
                SteeringConf.defaults());
    }

    /** The same with other batches. */
    public RecognizerConf batching(int size, Duration delay) {
        return new RecognizerConf(threads, size, delay, skipStalePartials, guard, steering);
    }

    /** The same with another way to steer. */
    public RecognizerConf with(SteeringConf other) {
        return new RecognizerConf(threads, batchSize, batchDelay, skipStalePartials, guard, other);
    }
}
