package dev.lockstep.inference.text;

import dev.lockstep.inference.batch.BatcherConf;
import java.time.Duration;

/** How requests of texts are joined: never shed, and one thread is left to speech. Stateless. */
public final class TextBatches {
    /**
     * More than the operators of a process hold unanswered, four texts a window; they wait first.
     */
    private static final int CAPACITY = 65_536;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private TextBatches() {}

    /**
     * Batches without a delay: they form of what arrives while the threads are busy.
     *
     * @param size most texts of a batch
     * @param threads most batches that run side by side
     */
    public static BatcherConf of(int size, int threads) {
        return new BatcherConf(
                size, Duration.ZERO, threads, CAPACITY, CAPACITY, false, PATIENCE, true);
    }
}
