package dev.lockstep.local.summary;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * CPU time of this process and of the processes it was told of, since {@link #restart}.
 * Thread-safe.
 *
 * <p>A process that has ended counts no more, so read before closing the stack.
 */
public final class CpuMeter {
    private final List<ProcessHandle> others = new ArrayList<>();
    private double usedBefore;

    private CpuMeter() {}

    /** Counts from now. */
    public static CpuMeter sinceNow() {
        CpuMeter meter = new CpuMeter();
        meter.restart();
        return meter;
    }

    /**
     * Counts from now, and the processes with these ids too: what starting took is left out, since
     * it says nothing of a stream.
     */
    public synchronized void restart(long... pids) {
        others.clear();
        for (long pid : pids) {
            ProcessHandle.of(pid).ifPresent(others::add);
        }
        usedBefore = used();
    }

    /** CPU seconds used; null where the operating system does not tell. */
    public synchronized @Nullable Double seconds() {
        return seconds(ProcessHandle.current()).isEmpty() ? null : used() - usedBefore;
    }

    private double used() {
        double sum = seconds(ProcessHandle.current()).orElse(0.0);
        for (ProcessHandle other : others) {
            sum += seconds(other).orElse(0.0);
        }
        return sum;
    }

    private static Optional<Double> seconds(ProcessHandle process) {
        return process.info().totalCpuDuration().map(Duration::toNanos).map(ns -> ns / 1e9);
    }
}
