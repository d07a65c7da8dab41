package dev.lockstep.inference.runtime;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * What is done when the GPU has no memory left: the session is rebuilt, which frees a fragmented
 * arena; if that does not help the batch is halved, down to one row; then the CPU takes over for
 * good. Each step is counted. A batch that was halved stays small for the life of the session.
 * Thread-safe: of several runs that fail together one takes the step, the others try again.
 */
public final class DegradeLadder {
    /** After so many good runs a rebuild is worth trying again. */
    static final int RUNS_BETWEEN_REBUILDS = 100;

    private final Device device;
    private final Predicate<Exception> outOfMemory;
    private final AtomicLong step = new AtomicLong();
    private volatile int largestBatch = Integer.MAX_VALUE;
    private final AtomicInteger goodRuns = new AtomicInteger(RUNS_BETWEEN_REBUILDS);
    private long rebuilds;
    private long halvings;
    private long fallbacks;

    /** What the ladder acts on. Called by one thread at a time. */
    public interface Device {
        /** Whether a GPU is in use now. */
        boolean onGpu();

        /** Frees the session and opens it again on the same provider. */
        void rebuild();

        /** Frees the session and opens it on the CPU. */
        void moveToCpu();

        /** The batch is smaller from now on. */
        void halved(int largestBatch);
    }

    /**
     * A run of some rows of a batch.
     *
     * @param <E> what a failing run throws
     */
    @FunctionalInterface
    public interface Attempt<E extends Exception> {
        /** Runs rows {@code from} to {@code from + count}; may be asked for the same rows again. */
        void run(int from, int count) throws E;
    }

    /**
     * @param device what to rebuild
     * @param outOfMemory whether a failure is one of memory
     */
    public DegradeLadder(Device device, Predicate<Exception> outOfMemory) {
        this.device = device;
        this.outOfMemory = outOfMemory;
    }

    /**
     * Runs a batch, in pieces where it must be.
     *
     * @param rows at least 1
     * @throws E what the attempt throws when it is no lack of memory, or there is no step left
     */
    public <E extends Exception> void run(int rows, Attempt<E> attempt) throws E {
        int from = 0;
        while (from < rows) {
            int count = Math.min(rows - from, largestBatch);
            long before = step.get();
            try {
                attempt.run(from, count);
                from += count;
                if (goodRuns.get() < RUNS_BETWEEN_REBUILDS) {
                    goodRuns.incrementAndGet();
                }
            } catch (Exception failure) {
                if (!outOfMemory.test(failure) || !next(before, count)) {
                    throw failure;
                }
            }
        }
    }

    /** Takes a step, unless another run has; false if there is none. */
    private synchronized boolean next(long before, int count) {
        if (step.get() != before) {
            return true;
        }
        if (!device.onGpu()) {
            return false;
        }
        if (goodRuns.get() >= RUNS_BETWEEN_REBUILDS) {
            goodRuns.set(0);
            rebuilds++;
            device.rebuild();
        } else if (count > 1) {
            halvings++;
            largestBatch = count / 2;
            device.halved(largestBatch);
        } else {
            fallbacks++;
            device.moveToCpu();
            largestBatch = Integer.MAX_VALUE;
        }
        step.incrementAndGet();
        return true;
    }

    /** Rows that one run takes at most now. */
    public int largestBatch() {
        return largestBatch;
    }

    /** Sessions that were rebuilt. */
    public synchronized long rebuilds() {
        return rebuilds;
    }

    /** Times that the batch was halved. */
    public synchronized long halvings() {
        return halvings;
    }

    /** Times that the CPU took over: 0 or 1 for a session. */
    public synchronized long fallbacks() {
        return fallbacks;
    }
}
