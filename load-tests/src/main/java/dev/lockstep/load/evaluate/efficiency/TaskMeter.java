package dev.lockstep.load.evaluate.efficiency;

import dev.lockstep.load.evaluate.statistics.Quantiles;
import dev.lockstep.load.measure.CpuClock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures tasks that run one after the other: wall time for each item, CPU time of the process for
 * all of them, as the models run on threads of their own. One thread.
 */
public final class TaskMeter {
    /** Reading a sound. */
    public static final String SPEECH = "speech";

    /** Looking at a picture. */
    public static final String PICTURES = "pictures";

    /** Understanding a text. */
    public static final String TEXTS = "texts";

    private static final double P50 = 0.5;
    private static final double P95 = 0.95;
    private static final double MB_PER_GB = 1_024;

    private final Map<String, Sum> tasks = new LinkedHashMap<>();

    private static final class Sum {
        final List<Double> wallMs = new ArrayList<>();
        double cpuSeconds;
        double mediaSeconds;
        double residentGb;
    }

    /** What is measured. */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        /** Does it. */
        T run() throws E;
    }

    /**
     * Runs a task and adds it to the others of its name.
     *
     * @param mediaSeconds length of the item, s; 0 where it has none
     */
    public <T, E extends Exception> T measure(String task, double mediaSeconds, Work<T, E> work)
            throws E {
        double cpu = CpuClock.seconds();
        long begin = System.nanoTime();
        T result = work.run();
        add(
                task,
                mediaSeconds,
                (System.nanoTime() - begin) / 1e6,
                CpuClock.seconds() - cpu,
                CpuClock.residentMb() / MB_PER_GB);
        return result;
    }

    void add(
            String task, double mediaSeconds, double wallMs, double cpuSeconds, double residentGb) {
        Sum sum = tasks.computeIfAbsent(task, name -> new Sum());
        sum.wallMs.add(wallMs);
        sum.cpuSeconds += cpuSeconds;
        sum.mediaSeconds += mediaSeconds;
        sum.residentGb = Math.max(sum.residentGb, residentGb);
    }

    /** What each task took, in the order in which they were first run. */
    public List<TaskCost> costs() {
        List<TaskCost> costs = new ArrayList<>();
        tasks.forEach(
                (task, sum) -> {
                    double wallMs = sum.wallMs.stream().mapToDouble(Double::doubleValue).sum();
                    costs.add(
                            new TaskCost(
                                    task,
                                    sum.wallMs.size(),
                                    Quantiles.nearestRank(sum.wallMs, P50),
                                    Quantiles.nearestRank(sum.wallMs, P95),
                                    sum.wallMs.size() / (wallMs / 1e3),
                                    sum.cpuSeconds,
                                    sum.mediaSeconds > 0 ? sum.cpuSeconds / sum.mediaSeconds : null,
                                    sum.residentGb));
                });
        return costs;
    }
}
