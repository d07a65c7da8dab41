package dev.lockstep.local.report;

import dev.lockstep.local.page.BarPlot;
import dev.lockstep.local.page.Markup;
import dev.lockstep.local.page.Series;
import dev.lockstep.view.compliance.UtteranceMeasure;
import dev.lockstep.view.compliance.WordMeasure;
import dev.lockstep.view.model.ComplianceView;
import dev.lockstep.view.model.GapView;
import dev.lockstep.view.model.RateView;
import dev.lockstep.view.model.RewritesView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What changes over time: lag, speed, gaps, rewrites; each plot with its table. Stateless. */
final class PlotSections {
    private static final double MS_PER_SECOND = 1_000;
    private static final double STEPS_PER_MINUTE = 60_000;
    private static final long WINDOW_MS = 5_000;

    private PlotSections() {}

    static String lag(Run run, ComplianceView figures) {
        String html =
                "<h2>Lag</h2>\n"
                        + Markup.table(
                                "How long after its end in the sound a word is there",
                                List.of("To", "Mean", "p50", "p95", "p99", "Measured"),
                                List.of(
                                        FigureText.lag(
                                                "the first caption that shows it",
                                                figures.shownLag()),
                                        FigureText.lag(
                                                "the first caption that commits it",
                                                figures.committedLag()),
                                        FigureText.lag(
                                                "the final caption (last word of an utterance)",
                                                figures.finalLag())));
        if (figures.shownLag() == null) {
            return html;
        }
        List<Series.Point> samples = new ArrayList<>();
        for (WordMeasure word : run.words()) {
            if (word.shownLagMs() != null) {
                samples.add(
                        new Series.Point(
                                Math.max(0, word.endMs()), word.shownLagMs() / MS_PER_SECOND));
            }
        }
        Series series = Series.of(step(run), samples, Collections::max);
        return html
                + BarPlot.svg(
                        "Lag over time",
                        "Longest lag of a word to the first caption that shows it, in seconds.",
                        series,
                        List.of(
                                new BarPlot.Line(3, "Ofcom, recommended: 3 s"),
                                new BarPlot.Line(6, "CRTC, mean: 6 s")))
                + table("Longest lag, s", series, "%.2f");
    }

    static String speed(Run run, ComplianceView figures) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(rate("as spoken", figures.spokenRate()));
        rows.add(rate("as shown", figures.shownRate()));
        String html =
                "<h2>Speed</h2>\n"
                        + Markup.table(
                                "Words per minute in windows of 5 s that have words",
                                List.of(
                                        "Words",
                                        "Mean",
                                        "Fastest",
                                        "Above 180",
                                        "Above 200",
                                        "Windows"),
                                rows);
        boolean shown = figures.shownRate() != null;
        List<Series.Point> samples = new ArrayList<>();
        for (WordMeasure word : run.words()) {
            Long lag = shown ? word.shownLagMs() : (Long) 0L;
            if (lag != null) {
                samples.add(new Series.Point(Math.max(0, word.endMs() + lag), 1));
            }
        }
        Series windows = Series.of(WINDOW_MS, samples, List::size);
        Series series =
                Series.of(
                        step(run),
                        windows.points().stream()
                                .map(
                                        point ->
                                                new Series.Point(
                                                        point.startMs(),
                                                        point.value()
                                                                * STEPS_PER_MINUTE
                                                                / WINDOW_MS))
                                .toList(),
                        Collections::max);
        return html
                + BarPlot.svg(
                        "Words per minute over time",
                        "The fastest window of 5 s in each step, words "
                                + (shown ? "as shown." : "as spoken."),
                        series,
                        List.of(
                                new BarPlot.Line(180, "Ofcom, recommended: 180"),
                                new BarPlot.Line(200, "burst: 200")))
                + table("Words per minute", series, "%.0f");
    }

    static String gaps(ComplianceView figures) {
        List<List<String>> rows = new ArrayList<>();
        for (GapView gap : figures.gaps().newest()) {
            rows.add(
                    List.of(
                            FigureText.time(gap.startMs()),
                            FigureText.time(gap.endMs()),
                            FigureText.seconds(gap.endMs() - gap.startMs())));
        }
        String sum =
                figures.gaps().count()
                        + " gaps of "
                        + FigureText.seconds(figures.gaps().leastMs())
                        + " and more inside utterances, "
                        + FigureText.seconds(figures.gaps().totalMs())
                        + " together, the longest "
                        + FigureText.seconds(figures.gaps().longestMs())
                        + ".";
        return "<h2>Gaps in speech</h2>\n<p>"
                + Markup.text(sum)
                + "</p>\n"
                + (rows.isEmpty()
                        ? ""
                        : Markup.table("The newest gaps", List.of("From", "To", "Length"), rows));
    }

    static String rewrites(Run run, ComplianceView figures) {
        RewritesView rewrites = figures.rewrites();
        if (rewrites == null) {
            return "<h2>Rewrites</h2>\n<p>Not measured: the run kept no history of its captions."
                    + "</p>\n";
        }
        List<Series.Point> samples = new ArrayList<>();
        for (UtteranceMeasure utterance : run.utterances()) {
            int count = Objects.requireNonNullElse(utterance.tentativeRewrites(), 0);
            samples.add(new Series.Point(Math.max(0, utterance.startMs()), count));
        }
        Series series =
                Series.of(
                        step(run),
                        samples,
                        counts -> counts.stream().mapToDouble(Double::doubleValue).sum());
        return "<h2>Rewrites</h2>\n"
                + Markup.table(
                        "Words that changed after they were shown",
                        List.of("Text", "Rewrites", "Per word"),
                        List.of(
                                List.of(
                                        "tentative",
                                        String.valueOf(rewrites.tentative()),
                                        String.format(
                                                Locale.ROOT, "%.3f", rewrites.tentativePerWord())),
                                List.of(
                                        "committed, must be 0",
                                        String.valueOf(rewrites.committed()),
                                        "")))
                + BarPlot.svg(
                        "Tentative rewrites over time",
                        "Tentative words that changed, by the start of their utterance.",
                        series,
                        List.of())
                + table("Tentative rewrites", series, "%.0f");
    }

    private static List<String> rate(String name, @Nullable RateView rate) {
        if (rate == null) {
            String none = FigureText.NOT_MEASURED;
            return List.of(name, none, none, none, none, "0");
        }
        return List.of(
                name,
                String.format(Locale.ROOT, "%.1f", rate.meanWpm()),
                String.valueOf(rate.maxWpm()),
                FigureText.percent(rate.shareAbove180()),
                FigureText.percent(rate.shareAbove200()),
                String.valueOf(rate.windows()));
    }

    private static long step(Run run) {
        long endMs = run.utterances().stream().mapToLong(UtteranceMeasure::endMs).max().orElse(0);
        return Series.stepFor(endMs);
    }

    private static String table(String name, Series series, String format) {
        List<List<String>> rows = new ArrayList<>();
        for (Series.Point point : series.points()) {
            rows.add(
                    List.of(
                            FigureText.time(point.startMs()),
                            String.format(Locale.ROOT, format, point.value())));
        }
        return Markup.details(
                "The plot as a table",
                Markup.table(
                        name + ", in steps of " + FigureText.seconds(series.stepMs()),
                        List.of("From", name),
                        rows));
    }
}
