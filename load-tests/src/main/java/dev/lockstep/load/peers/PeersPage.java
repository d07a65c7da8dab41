package dev.lockstep.load.peers;

import dev.lockstep.load.capacity.CapacityGoal;
import dev.lockstep.load.capacity.CapacityPage;
import dev.lockstep.load.capacity.ScoredTrial;
import dev.lockstep.load.report.BenchPage;
import dev.lockstep.load.result.BenchFacts;
import dev.lockstep.load.result.TrialResult;
import dev.lockstep.local.page.BarPlot;
import dev.lockstep.local.page.LinePlot;
import dev.lockstep.local.page.Markup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A comparison with peers as a page: all trials, lag, CPU and memory by number of streams, and the
 * largest trial of each system over time. Stateless.
 */
final class PeersPage {
    private static final double MS_PER_SECOND = 1_000;

    private PeersPage() {}

    /** Writes it. */
    static void write(Path file, BenchFacts facts, CapacityGoal goal, PeersRun run)
            throws IOException {
        BenchPage.write(file, "Lockstep and its peers", body(goal, run), facts);
    }

    /** What was found, as markup. */
    static String body(CapacityGoal goal, PeersRun run) {
        StringBuilder html = new StringBuilder();
        run.notes().forEach(note -> html.append("<p>").append(Markup.text(note)).append("</p>\n"));
        List<ScoredTrial> trials = run.results();
        html.append(CapacityPage.table(goal, trials));
        Map<String, TreeMap<Integer, ScoredTrial>> systems = bySystem(trials);
        html.append(
                byStreams(
                        "Final lag by number of streams, s",
                        "95th percentile of the seconds from the true end of a sentence to its"
                                + " settled line.",
                        systems,
                        trial -> p95(trial.figures().finalLagMs()),
                        List.of(
                                new BarPlot.Line(
                                        goal.maxFinalP95().toMillis() / MS_PER_SECOND,
                                        "limit of the final p95"))));
        html.append(
                byStreams(
                        "First lag by number of streams, s",
                        "95th percentile of the seconds from the true end of a sentence to the"
                                + " first line that shows its last word.",
                        systems,
                        trial -> p95(trial.figures().firstLagMs()),
                        List.of()));
        html.append(
                byStreams(
                        "CPU by number of streams",
                        "CPU-seconds by second of sound, all processes of the system.",
                        systems,
                        trial -> trial.figures().cpuSecondsPerAudioSecond(),
                        List.of()));
        html.append(
                byStreams(
                        "Memory by number of streams, MB",
                        "Resident memory of all processes of the system.",
                        systems,
                        trial -> (double) trial.figures().rssMb(),
                        List.of()));
        systems.forEach(
                (name, byStreams) -> {
                    ScoredTrial largest = byStreams.lastEntry().getValue();
                    html.append(
                            CapacityPage.overTime(
                                    name + ", " + CapacityPage.streams(largest), largest));
                });
        return html.toString();
    }

    /** Of several trials of a system with as many streams the last one. */
    private static Map<String, TreeMap<Integer, ScoredTrial>> bySystem(List<ScoredTrial> trials) {
        Map<String, TreeMap<Integer, ScoredTrial>> systems = new LinkedHashMap<>();
        for (ScoredTrial trial : trials) {
            TrialResult figures = trial.figures();
            systems.computeIfAbsent(figures.name(), name -> new TreeMap<>())
                    .put(figures.streams(), trial);
        }
        return systems;
    }

    private static String byStreams(
            String title,
            String description,
            Map<String, TreeMap<Integer, ScoredTrial>> systems,
            Function<ScoredTrial, @Nullable Double> figure,
            List<BarPlot.Line> limits) {
        List<LinePlot.Curve> curves = new ArrayList<>();
        int most = 0;
        for (Map.Entry<String, TreeMap<Integer, ScoredTrial>> system : systems.entrySet()) {
            List<LinePlot.Point> points = new ArrayList<>();
            for (Map.Entry<Integer, ScoredTrial> trial : system.getValue().entrySet()) {
                Double value = figure.apply(trial.getValue());
                if (value != null) {
                    points.add(new LinePlot.Point(trial.getKey(), value));
                    most = Math.max(most, trial.getKey());
                }
            }
            if (!points.isEmpty()) {
                curves.add(new LinePlot.Curve(system.getKey(), points));
            }
        }
        return curves.isEmpty()
                ? ""
                : "<h2>"
                        + Markup.text(title)
                        + "</h2>\n"
                        + LinePlot.svg(
                                title,
                                description,
                                curves,
                                "0 streams",
                                String.format(Locale.ROOT, "%d streams", most),
                                limits);
    }

    private static @Nullable Double p95(TrialResult.@Nullable LagFigures lags) {
        return lags == null ? null : (Double) (lags.p95() / MS_PER_SECOND);
    }
}
