package dev.lockstep.load.replay;

import java.util.concurrent.locks.LockSupport;

/** The clock that a pacer waits for. */
interface PacerClock {
    /** A time that only goes forward, ns. */
    long nowNs();

    /** Waits until then, or until the thread is interrupted. */
    void awaitNs(long timeNs);

    /** How long before its time a thread is awake, ns: busy machines wake threads late. */
    long AWAKE_NS = 1_000_000;

    /**
     * The machine's. An idle kernel wakes a thread some 50 µs late (its timer slack), one whose
     * cores are busy some ms late; so the last of the time is waited for awake.
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
                        if (left > AWAKE_NS) {
                            LockSupport.parkNanos(left - AWAKE_NS);
                        } else {
                            Thread.onSpinWait();
                        }
                    }
                }
            };
}
