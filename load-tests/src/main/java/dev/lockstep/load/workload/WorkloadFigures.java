package dev.lockstep.load.workload;

import dev.lockstep.load.measure.Quantiles;
import dev.lockstep.load.probe.StageProbe;
import dev.lockstep.load.result.Figure;
import dev.lockstep.load.system.ResourceSample;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a workload measured, for a comparison: each stretch of 5 s is a repetition. Stateless. */
final class WorkloadFigures {
    private static final long STRETCH_US = 5_000_000;
    private static final double US_PER_MS = 1_000;
    private static final double HIGH = 0.95;

    private WorkloadFigures() {}

    static List<Figure> of(WorkloadResult result, long warmUpMs) {
        List<Figure> figures = new ArrayList<>();
        result.wholes()
                .forEach(
                        (kind, samples) -> {
                            figures.add(
                                    Figure.less(
                                            kind + ": intended to received, p50",
                                            "ms",
                                            stretches(samples, 0.5)));
                            figures.add(
                                    Figure.less(
                                            kind + ": intended to received, p95",
                                            "ms",
                                            stretches(samples, HIGH)));
                        });
        figures.add(Figure.less("CPU", "s a second", cpu(result.resources(), warmUpMs)));
        figures.add(Figure.less("resident memory", "MB", List.of((double) result.rssMb())));
        return figures;
    }

    private static List<Double> stretches(List<StageProbe.Sample> samples, double share) {
        Map<Long, List<Double>> byStretch = new TreeMap<>();
        for (StageProbe.Sample sample : samples) {
            byStretch
                    .computeIfAbsent(sample.intendedUs() / STRETCH_US, key -> new ArrayList<>())
                    .add(sample.wholeUs() / US_PER_MS);
        }
        return byStretch.values().stream().map(each -> Quantiles.of(each).at(share)).toList();
    }

    private static List<Double> cpu(List<ResourceSample> samples, long warmUpMs) {
        List<Double> values = new ArrayList<>();
        ResourceSample from = null;
        for (ResourceSample sample : samples) {
            if (sample.atMs() < warmUpMs) {
                continue;
            }
            if (from == null) {
                from = sample;
            } else if (sample.atMs() - from.atMs() >= STRETCH_US / US_PER_MS) {
                values.add(
                        (sample.cpuSeconds() - from.cpuSeconds())
                                / ((sample.atMs() - from.atMs()) / 1e3));
                from = sample;
            }
        }
        return values;
    }
}
