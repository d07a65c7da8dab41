package dev.lockstep.load.capacity;

import dev.lockstep.load.measure.Quantiles;
import dev.lockstep.load.result.Figure;
import dev.lockstep.load.system.ResourceSample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Figures of trials with repetitions, for a comparison: each stretch of 10 s of each trial with the
 * same number of streams is one. Neighbouring stretches are not quite independent, so a comparison
 * of single trials is a little surer of itself than it should be; several trials mend that.
 * Stateless.
 */
public final class TrialFigures {
    private static final long STRETCH_MS = 10_000;
    private static final double MEDIAN = 0.5;
    private static final double HIGH = 0.95;

    private TrialFigures() {}

    /** Of trials of any systems. */
    public static List<Figure> of(List<ScoredTrial> trials) {
        Map<String, List<ScoredTrial>> alike = new LinkedHashMap<>();
        for (ScoredTrial trial : trials) {
            alike.computeIfAbsent(
                            trial.figures().name() + ", " + trial.figures().streams() + " streams",
                            key -> new ArrayList<>())
                    .add(trial);
        }
        List<Figure> figures = new ArrayList<>();
        alike.forEach((who, same) -> add(figures, who, same));
        return figures;
    }

    private static void add(List<Figure> figures, String who, List<ScoredTrial> trials) {
        ToDoubleFunction<ScoredTrial.LagPoint> finals = ScoredTrial.LagPoint::finalMs;
        ToDoubleFunction<ScoredTrial.LagPoint> firsts = ScoredTrial.LagPoint::firstMs;
        figures.add(Figure.less(who + ": final lag p50", "ms", lags(trials, finals, MEDIAN)));
        figures.add(Figure.less(who + ": final lag p95", "ms", lags(trials, finals, HIGH)));
        figures.add(Figure.less(who + ": first lag p50", "ms", lags(trials, firsts, MEDIAN)));
        figures.add(Figure.less(who + ": first lag p95", "ms", lags(trials, firsts, HIGH)));
        figures.add(Figure.less(who + ": CPU", "s per s of sound", cpu(trials)));
        figures.add(
                Figure.less(
                        who + ": resident memory",
                        "MB",
                        trials.stream().map(t -> (double) t.figures().rssMb()).toList()));
        figures.add(
                Figure.less(
                        who + ": WER", "", trials.stream().map(t -> t.figures().wer()).toList()));
    }

    private static List<Double> lags(
            List<ScoredTrial> trials, ToDoubleFunction<ScoredTrial.LagPoint> lag, double share) {
        List<Double> values = new ArrayList<>();
        for (ScoredTrial trial : trials) {
            Map<Long, List<Double>> stretches = new TreeMap<>();
            for (ScoredTrial.LagPoint point : trial.lags()) {
                stretches
                        .computeIfAbsent(point.endMs() / STRETCH_MS, key -> new ArrayList<>())
                        .add(lag.applyAsDouble(point));
            }
            stretches.values().forEach(each -> values.add(Quantiles.of(each).at(share)));
        }
        return values;
    }

    private static List<Double> cpu(List<ScoredTrial> trials) {
        List<Double> values = new ArrayList<>();
        for (ScoredTrial trial : trials) {
            List<ResourceSample> samples = trial.resources();
            if (samples.isEmpty()) {
                values.add(trial.figures().cpuSecondsPerAudioSecond());
                continue;
            }
            long endMs = samples.get(samples.size() - 1).atMs();
            ResourceSample from = null;
            for (ResourceSample sample : samples) {
                if (sample.atMs() < endMs - trial.measuredMs()) {
                    continue;
                }
                if (from == null) {
                    from = sample;
                } else if (sample.atMs() - from.atMs() >= STRETCH_MS) {
                    double sound = (sample.atMs() - from.atMs()) / 1e3 * trial.figures().streams();
                    values.add((sample.cpuSeconds() - from.cpuSeconds()) / sound);
                    from = sample;
                }
            }
        }
        return values;
    }
}
