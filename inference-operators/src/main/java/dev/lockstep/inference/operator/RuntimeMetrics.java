package dev.lockstep.inference.operator;

import dev.lockstep.inference.runtime.RuntimeCounts;
import dev.lockstep.inference.runtime.RuntimeStatus;
import java.util.function.Function;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * What models run on and what went wrong with runs, in the scope {@code
 * <host>.taskmanager.<tm>.<job>.<operator>.<subtask>.inference}. All are gauges of the process: its
 * operators share the models and show the same values.
 */
public final class RuntimeMetrics {
    /** Group below the operator's. */
    public static final String GROUP = "inference";

    /** Names of the execution providers in use, separated by commas; a text. */
    public static final String PROVIDERS = "executionProviders";

    /** Models that are loaded. */
    public static final String SESSIONS = "sessions";

    /** Those of them on a GPU. */
    public static final String GPU_SESSIONS = "gpuSessions";

    /** Runs that failed, time-outs among them. */
    public static final String RUN_FAILURES = "runFailures";

    /** Runs that were ended because they took too long. */
    public static final String RUN_TIMEOUTS = "runTimeouts";

    /** Models that were loaded again because the GPU had no memory left. */
    public static final String GPU_REBUILDS = "gpuRebuilds";

    /** Batches that were halved for that. */
    public static final String GPU_HALVINGS = "gpuHalvings";

    /** Models that moved to the CPU for that. */
    public static final String CPU_FALLBACKS = "cpuFallbacks";

    /** Models for which the first choice of a provider could not be used. */
    public static final String PROVIDER_FALLBACKS = "providerFallbacks";

    private RuntimeMetrics() {}

    static void register(MetricGroup operator) {
        MetricGroup group = operator.addGroup(GROUP);
        gauge(group, PROVIDERS, RuntimeStatus::providers);
        gauge(group, SESSIONS, RuntimeStatus::sessions);
        gauge(group, GPU_SESSIONS, RuntimeStatus::gpuSessions);
        gauge(group, RUN_FAILURES, RuntimeStatus::failures);
        gauge(group, RUN_TIMEOUTS, RuntimeStatus::timeouts);
        gauge(group, GPU_REBUILDS, RuntimeStatus::rebuilds);
        gauge(group, GPU_HALVINGS, RuntimeStatus::halvings);
        gauge(group, CPU_FALLBACKS, RuntimeStatus::cpuFallbacks);
        gauge(group, PROVIDER_FALLBACKS, RuntimeStatus::providerFallbacks);
    }

    private static <T> void gauge(
            MetricGroup group, String name, Function<RuntimeStatus, T> value) {
        group.gauge(name, (Gauge<T>) () -> value.apply(RuntimeCounts.process().status()));
    }
}
