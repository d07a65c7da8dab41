package dev.lockstep.load.report;

import dev.lockstep.load.system.ResourceSample;
import dev.lockstep.local.page.LinePlot;
import dev.lockstep.local.page.Markup;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a system used over time, drawn. Stateless. */
public final class ResourcePlots {
    private static final double MS_PER_SECOND = 1_000;

    /** Shorter stretches would show the clock's ticks. */
    private static final long STEP_MS = 5_000;

    private ResourcePlots() {}

    /** CPU and memory, markup; empty without samples. */
    public static String html(String of, List<ResourceSample> samples) {
        if (samples.size() < 2) {
            return "";
        }
        List<LinePlot.Point> cpu = new ArrayList<>();
        List<LinePlot.Point> rss = new ArrayList<>();
        List<LinePlot.Point> heap = new ArrayList<>();
        ResourceSample from = samples.get(0);
        for (ResourceSample sample : samples) {
            double at = sample.atMs() / MS_PER_SECOND;
            rss.add(new LinePlot.Point(at, sample.rssMb()));
            if (sample.liveHeapMb() != null) {
                heap.add(new LinePlot.Point(at, sample.liveHeapMb()));
            }
            if (sample.atMs() - from.atMs() >= STEP_MS) {
                double used = sample.cpuSeconds() - from.cpuSeconds();
                double seconds = (sample.atMs() - from.atMs()) / MS_PER_SECOND;
                cpu.add(new LinePlot.Point(at, used / seconds));
                from = sample;
            }
        }
        String end =
                String.format(
                        Locale.ROOT,
                        "%.0f s",
                        samples.get(samples.size() - 1).atMs() / MS_PER_SECOND);
        List<LinePlot.Curve> memory = new ArrayList<>();
        memory.add(new LinePlot.Curve("resident, MB", rss));
        if (!heap.isEmpty()) {
            memory.add(new LinePlot.Curve("heap after a full collection, MB", heap));
        }
        return "<h2>CPU and memory over time, "
                + Markup.text(of)
                + "</h2>\n"
                + LinePlot.svg(
                        "CPU over time, " + of,
                        "CPU-seconds a second of all processes of the system.",
                        List.of(new LinePlot.Curve("CPUs in use", cpu)),
                        "0 s",
                        end,
                        List.of())
                + LinePlot.svg(
                        "Memory over time, " + of,
                        "Resident memory of all processes of the system, MB.",
                        memory,
                        "0 s",
                        end,
                        List.of());
    }
}
