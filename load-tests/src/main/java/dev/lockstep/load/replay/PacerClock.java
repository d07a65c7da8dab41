package dev.lockstep.load.replay;

import java.util.concurrent.locks.LockSupport;

/** The clock that a pacer waits for. */
interface PacerClock {
    /** A time that only goes forward, ns. */
    long nowNs();

    /** Waits until then, or until the thread is interrupted. */
    void awaitNs(long timeNs);

    /**
     * The machine's. The kernel wakes a thread some 50 µs late (its timer slack), which needs no
     * spinning to be good for milliseconds.
     */
    PacerClock SYSTEM =
            new PacerClock() {
                @Override
                public long nowNs() {
                    return System.nanoTime();
                }

                @Override
                public void awaitNs(long timeNs) {
                    for (long left = timeNs - System.nanoTime();
                            left > 0 && !Thread.currentThread().isInterrupted();
                            left = timeNs - System.nanoTime()) {
                        LockSupport.parkNanos(left);
                    }
                }
            };
}
