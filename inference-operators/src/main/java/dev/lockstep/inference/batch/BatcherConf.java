package dev.lockstep.inference.batch;

import java.time.Duration;

/**
 * How a batcher joins requests.
 *
 * @param batchSize most requests of a batch; 1 runs each by itself
 * @param delay how long the oldest request waits for others while a thread is free; zero: not at
 *     all, then batches form of what arrives while all threads are busy
 * @param threads most batches that run side by side
 * @param capacity requests of all sources that may wait
 * @param sourceCapacity requests of one source that may wait before one is shed, where shedding
 * @param shedding true: where too many wait, the oldest passing ones are skipped; false: whoever
 *     hands in waits for room
 * @param patience how long it waits for room before its request is refused
 * @param yielding whether all batchers that yield leave a thread to the others
 */
public record BatcherConf(
        int batchSize,
        Duration delay,
        int threads,
        int capacity,
        int sourceCapacity,
        boolean shedding,
        Duration patience,
        boolean yielding) {
    /** Checks the counts. */
    public BatcherConf {
        if (batchSize < 1 || threads < 1 || capacity < 1 || sourceCapacity < 1) {
            throw new IllegalArgumentException(
                    "batch size, threads and capacities must be at least 1");
        }
        if (delay.isNegative() || patience.isNegative()) {
            throw new IllegalArgumentException("delay and patience must not be negative");
        }
    }
}
