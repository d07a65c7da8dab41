package dev.lockstep.load.capacity;

import dev.lockstep.load.measure.Quantiles;
import dev.lockstep.load.report.BenchPage;
import dev.lockstep.load.report.ResourcePlots;
import dev.lockstep.load.result.BenchFacts;
import dev.lockstep.load.result.TrialResult;
import dev.lockstep.local.page.BarPlot;
import dev.lockstep.local.page.LinePlot;
import dev.lockstep.local.page.Markup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Trials as a page: percentiles by number of streams, lag, CPU and memory over time. Stateless. */
public final class CapacityPage {
    private static final double MS_PER_SECOND = 1_000;
    private static final long STRETCH_MS = 5_000;
    private static final double HIGH = 0.95;

    private CapacityPage() {}

    /**
     * Writes it.
     *
     * @param best the trial that is drawn over time
     * @param soak the long trial, drawn over time too; null without one
     */
    static void write(
            Path file,
            BenchFacts facts,
            CapacityGoal goal,
            int held,
            ScoredTrial best,
            List<ScoredTrial> trials,
            @Nullable ScoredTrial soak)
            throws IOException {
        StringBuilder html = new StringBuilder();
        html.append("<p>")
                .append(
                        held == 0
                                ? "No number of streams that was tried is held"
                                : held + " streams are held")
                .append(
                        Markup.text(
                                String.format(
                                        Locale.ROOT,
                                        ": final captions within %.1f s of the end of a sentence"
                                                + " at the 95th percentile, nothing missed, and no"
                                                + " growing lag.",
                                        goal.maxFinalP95().toMillis() / MS_PER_SECOND)))
                .append("</p>\n");
        html.append(table(goal, trials));
        html.append(byStreams(goal, trials));
        html.append(overTime(best));
        if (soak != null) {
            html.append(overTime(soak));
        }
        BenchPage.write(file, "Streams in real time", html.toString(), facts);
    }

    /** A row for each trial. */
    public static String table(CapacityGoal goal, List<ScoredTrial> trials) {
        List<List<String>> rows = new ArrayList<>();
        for (ScoredTrial trial : trials) {
            TrialResult f = trial.figures();
            List<String> broken = goal.broken(trial);
            rows.add(
                    List.of(
                            f.name(),
                            String.valueOf(f.streams()),
                            lags(f.finalLagMs()),
                            lags(f.firstLagMs()),
                            number("%.2f", f.updatesPerSecond()),
                            number("%.4f", f.cpuSecondsPerAudioSecond()),
                            String.valueOf(f.rssMb()),
                            number("%.1f %%", 100 * f.wer()),
                            slope(trial),
                            f.missed() + " of " + (f.sentences() + f.missed()),
                            broken.isEmpty() ? "held" : String.join("; ", broken)));
        }
        return Markup.table(
                "Trials in the order in which they were played; lags in s, p50 / p95 / p99",
                List.of(
                        "System",
                        "Streams",
                        "Final lag",
                        "First lag",
                        "Updates a second",
                        "CPU-s per s",
                        "MB",
                        "WER",
                        "Slope, ms a minute",
                        "Missed",
                        "Verdict"),
                rows);
    }

    private static String byStreams(CapacityGoal goal, List<ScoredTrial> trials) {
        List<ScoredTrial> sorted =
                trials.stream()
                        .filter(trial -> trial.figures().finalLagMs() != null)
                        .sorted(Comparator.comparingInt(trial -> trial.figures().streams()))
                        .toList();
        if (sorted.isEmpty()) {
            return "";
        }
        int most = sorted.get(sorted.size() - 1).figures().streams();
        return "<h2>Lag by number of streams, s</h2>\n"
                + LinePlot.svg(
                        "Lag by number of streams",
                        "Seconds from the true end of a sentence, by number of streams.",
                        List.of(
                                curve("final p95", sorted, TrialResult::finalLagMs, l -> l.p95()),
                                curve("final p50", sorted, TrialResult::finalLagMs, l -> l.p50()),
                                curve("first p95", sorted, TrialResult::firstLagMs, l -> l.p95()),
                                curve("first p50", sorted, TrialResult::firstLagMs, l -> l.p50())),
                        "0 streams",
                        most + " streams",
                        List.of(
                                new BarPlot.Line(
                                        goal.maxFinalP95().toMillis() / MS_PER_SECOND,
                                        "limit of the final p95")));
    }

    private static LinePlot.Curve curve(
            String name,
            List<ScoredTrial> sorted,
            Function<TrialResult, TrialResult.@Nullable LagFigures> which,
            ToDoubleFunction<TrialResult.LagFigures> figure) {
        List<LinePlot.Point> points = new ArrayList<>();
        for (ScoredTrial trial : sorted) {
            TrialResult.LagFigures lags = which.apply(trial.figures());
            if (lags != null) {
                points.add(
                        new LinePlot.Point(
                                trial.figures().streams(),
                                figure.applyAsDouble(lags) / MS_PER_SECOND));
            }
        }
        return new LinePlot.Curve(name, points);
    }

    /** Lag, CPU and memory of one trial. */
    public static String overTime(ScoredTrial trial) {
        return overTime(streams(trial), trial);
    }

    /** How many streams a trial had, in words. */
    public static String streams(ScoredTrial trial) {
        int streams = trial.figures().streams();
        return streams + (streams == 1 ? " stream" : " streams");
    }

    /**
     * The same.
     *
     * @param of which trial, in words
     */
    public static String overTime(String of, ScoredTrial trial) {
        if (trial.lags().isEmpty()) {
            return "";
        }
        long endMs = trial.lags().get(trial.lags().size() - 1).endMs();
        return "<h2>Lag over time in s, "
                + Markup.text(of)
                + "</h2>\n"
                + LinePlot.svg(
                        "Lag over time, " + of,
                        "Seconds from the true end of a sentence, in stretches of 5 s.",
                        List.of(
                                stretches("final p95", trial, l -> l.finalMs(), HIGH),
                                stretches("final p50", trial, l -> l.finalMs(), 0.5),
                                stretches("first p95", trial, l -> l.firstMs(), HIGH),
                                stretches("first p50", trial, l -> l.firstMs(), 0.5)),
                        "0 s",
                        number("%.0f s", endMs / MS_PER_SECOND),
                        List.of())
                + ResourcePlots.html(of, trial.resources());
    }

    private static LinePlot.Curve stretches(
            String name,
            ScoredTrial trial,
            ToDoubleFunction<ScoredTrial.LagPoint> lag,
            double share) {
        Map<Long, List<Double>> values = new TreeMap<>();
        for (ScoredTrial.LagPoint point : trial.lags()) {
            values.computeIfAbsent(point.endMs() / STRETCH_MS, key -> new ArrayList<>())
                    .add(lag.applyAsDouble(point));
        }
        List<LinePlot.Point> points = new ArrayList<>();
        values.forEach(
                (stretch, each) ->
                        points.add(
                                new LinePlot.Point(
                                        stretch * STRETCH_MS / MS_PER_SECOND,
                                        Quantiles.of(each).at(share) / MS_PER_SECOND)));
        return new LinePlot.Curve(name, points);
    }

    private static String slope(ScoredTrial trial) {
        Double margin = trial.slopeMarginMsPerMinute();
        return number("%+.0f", trial.figures().lagSlopeMsPerMinute())
                + (margin == null ? "" : number(" ± %.0f", margin));
    }

    private static String lags(TrialResult.@Nullable LagFigures lags) {
        return lags == null
                ? "–"
                : String.format(
                        Locale.ROOT,
                        "%.2f / %.2f / %.2f",
                        lags.p50() / MS_PER_SECOND,
                        lags.p95() / MS_PER_SECOND,
                        lags.p99() / MS_PER_SECOND);
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
