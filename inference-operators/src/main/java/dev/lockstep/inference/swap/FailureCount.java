package dev.lockstep.inference.swap;

/** Counts failures in a row. Thread-safe. */
public final class FailureCount {
    private final int most;
    private final Listener listener;
    private volatile int inARow;
    private volatile boolean goodSinceReset;

    /** Hears that there were too many. */
    @FunctionalInterface
    public interface Listener {
        /** As many as may have failed have failed; on the thread of the last of them. */
        void tooMany(int inARow, Throwable last);
    }

    /**
     * @param most failures at which the listener is told, once until the next reset or good run
     */
    public FailureCount(int most, Listener listener) {
        this.most = most;
        this.listener = listener;
    }

    /** A run was good. */
    public void good() {
        if (inARow != 0 || !goodSinceReset) {
            synchronized (this) {
                inARow = 0;
                goodSinceReset = true;
            }
        }
    }

    /** A run failed. */
    public void failed(Throwable cause) {
        int failures;
        synchronized (this) {
            failures = ++inARow;
        }
        if (failures == most) {
            listener.tooMany(failures, cause);
        }
    }

    /** Another model begins. */
    public synchronized void reset() {
        inARow = 0;
        goodSinceReset = false;
    }

    /** Whether a run was good since the last reset. */
    public boolean isProven() {
        return goodSinceReset;
    }
}
