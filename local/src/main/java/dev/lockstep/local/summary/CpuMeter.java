package dev.lockstep.local.summary;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * CPU time of this process, from its start, and of the processes it was told of. Thread-safe.
 *
 * <p>A process that has ended counts no more, so read before closing the stack.
 */
public final class CpuMeter {
    private final List<ProcessHandle> others = new ArrayList<>();

    /** Counts the process with this id too. */
    public synchronized void include(long pid) {
        ProcessHandle.of(pid).ifPresent(others::add);
    }

    /** CPU seconds used so far; null where the operating system does not tell. */
    public synchronized @Nullable Double seconds() {
        Optional<Duration> own = ProcessHandle.current().info().totalCpuDuration();
        if (own.isEmpty()) {
            return null;
        }
        double sum = own.get().toNanos() / 1e9;
        for (ProcessHandle other : others) {
            sum += other.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
        }
        return sum;
    }
}
