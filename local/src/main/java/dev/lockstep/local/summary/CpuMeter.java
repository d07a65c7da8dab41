package dev.lockstep.local.summary;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * CPU time of this process and of the processes it was told of, since this object was made.
 * Thread-safe.
 *
 * <p>A process that has ended counts no more, so read before closing the stack.
 */
public final class CpuMeter {
    private final List<ProcessHandle> others = new ArrayList<>();
    private final double usedBefore;

    private CpuMeter(double usedBefore) {
        this.usedBefore = usedBefore;
    }

    /** Counts from the start of this process. */
    public static CpuMeter sinceProcessStart() {
        return new CpuMeter(0);
    }

    /** Counts from now. */
    public static CpuMeter sinceNow() {
        return new CpuMeter(seconds(ProcessHandle.current()).orElse(0.0));
    }

    /** Counts all that the process with this id has used too. */
    public synchronized void include(long pid) {
        ProcessHandle.of(pid).ifPresent(others::add);
    }

    /** CPU seconds used; null where the operating system does not tell. */
    public synchronized @Nullable Double seconds() {
        Optional<Double> own = seconds(ProcessHandle.current());
        if (own.isEmpty()) {
            return null;
        }
        double sum = own.get() - usedBefore;
        for (ProcessHandle other : others) {
            sum += seconds(other).orElse(0.0);
        }
        return sum;
    }

    private static Optional<Double> seconds(ProcessHandle process) {
        return process.info().totalCpuDuration().map(Duration::toNanos).map(ns -> ns / 1e9);
    }
}
