package dev.lockstep.load.measure;

import java.lang.management.ManagementFactory;

/**
 * What one thread uses between two moments. CPU time hardly depends on who else is on the machine,
 * wall time does. Start and stop it on the thread that is measured; immutable.
 */
public final class ThreadMeter {
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final long wallNs;
    private final long cpuNs;
    private final long bytes;

    /**
     * What was used.
     *
     * @param wallSeconds time that went by, s
     * @param cpuSeconds user and system time of the thread, s
     * @param allocatedBytes heap that the thread claimed
     */
    public record Used(double wallSeconds, double cpuSeconds, long allocatedBytes) {}

    private ThreadMeter(long wallNs, long cpuNs, long bytes) {
        this.wallNs = wallNs;
        this.cpuNs = cpuNs;
        this.bytes = bytes;
    }

    /** Begins to measure the current thread. */
    public static ThreadMeter start() {
        return new ThreadMeter(
                System.nanoTime(),
                THREADS.getCurrentThreadCpuTime(),
                THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()));
    }

    /** What the current thread has used since. */
    public Used stop() {
        ThreadMeter now = start();
        return new Used((now.wallNs - wallNs) / 1e9, (now.cpuNs - cpuNs) / 1e9, now.bytes - bytes);
    }
}
