package dev.lockstep.inference.runtime;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** Counts of the process, written by the sessions and read by the metrics. Thread-safe. */
public final class RuntimeCounts {
    private static final RuntimeCounts PROCESS = new RuntimeCounts();

    private final Map<ExecutionProvider, Integer> open = new EnumMap<>(ExecutionProvider.class);
    private final LongAdder timeouts = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder rebuilds = new LongAdder();
    private final LongAdder halvings = new LongAdder();
    private final LongAdder cpuFallbacks = new LongAdder();
    private final LongAdder providerFallbacks = new LongAdder();

    private RuntimeCounts() {}

    /** Those of this process. */
    public static RuntimeCounts process() {
        return PROCESS;
    }

    /** A session is open on a provider. */
    public synchronized void opened(ExecutionProvider provider) {
        open.merge(provider, 1, Integer::sum);
    }

    /** A session on a provider is closed. */
    public synchronized void closed(ExecutionProvider provider) {
        open.computeIfPresent(provider, (p, count) -> count == 1 ? null : count - 1);
    }

    /** A run failed. */
    public void failed() {
        failures.increment();
    }

    /** A run took too long. */
    public void timedOut() {
        timeouts.increment();
    }

    /** A session was rebuilt. */
    public void rebuilt() {
        rebuilds.increment();
    }

    /** A batch was halved. */
    public void halved() {
        halvings.increment();
    }

    /** A session moved to the CPU. */
    public void fellBackToCpu() {
        cpuFallbacks.increment();
    }

    /** A provider that was tried first could not be used. */
    public void providerFellBack() {
        providerFallbacks.increment();
    }

    /** All of them now. */
    public synchronized RuntimeStatus status() {
        String providers =
                open.isEmpty()
                        ? "none"
                        : open.keySet().stream()
                                .map(ExecutionProvider::label)
                                .collect(Collectors.joining(","));
        return new RuntimeStatus(
                providers,
                open.values().stream().mapToInt(Integer::intValue).sum(),
                open.entrySet().stream()
                        .filter(e -> e.getKey().gpu())
                        .mapToInt(Map.Entry::getValue)
                        .sum(),
                timeouts.sum(),
                failures.sum(),
                rebuilds.sum(),
                halvings.sum(),
                cpuFallbacks.sum(),
                providerFallbacks.sum());
    }
}
