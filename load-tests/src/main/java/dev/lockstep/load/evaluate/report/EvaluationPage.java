package dev.lockstep.load.evaluate.report;

import dev.lockstep.load.evaluate.accuracy.DetectionScore;
import dev.lockstep.load.evaluate.accuracy.RetrievalScore;
import dev.lockstep.load.evaluate.accuracy.SearchScore;
import dev.lockstep.load.evaluate.fairness.LabelComparison;
import dev.lockstep.load.evaluate.report.EvaluationReport.Robustness;
import dev.lockstep.load.evaluate.report.IntervalPlot.Bar;
import dev.lockstep.load.evaluate.robustness.AttackResult;
import dev.lockstep.load.evaluate.robustness.Degradation;
import dev.lockstep.load.evaluate.statistics.Interval;
import dev.lockstep.local.page.Markup;
import dev.lockstep.local.page.Page;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report as one HTML page with plots. Stateless. */
public final class EvaluationPage {
    private EvaluationPage() {}

    /** The page. */
    public static String html(EvaluationReport report) {
        StringBuilder body = new StringBuilder();
        body.append("<p>")
                .append(Markup.text(ReportLines.summary(report)))
                .append("</p>\n<p>Intervals are 95 %, by bootstrap over items; docs/evaluation.md")
                .append(" says how everything is measured.</p>\n");
        sentences(body, "Left out", report.missing());
        sentences(body, "Not measured", report.notMeasured());
        if (report.accuracy() != null) {
            body.append("<h2>Accuracy</h2>\n");
            plot(body, "Accuracy", accuracy(report.accuracy()));
            tables(body, ReportTables.accuracy(report.accuracy()));
        }
        if (report.robustness() != null) {
            body.append("<h2>Robustness</h2>\n");
            robustness(body, report.robustness());
            tables(body, ReportTables.robustness(report.robustness()));
        }
        if (report.efficiency() != null) {
            body.append("<h2>Efficiency</h2>\n");
            tables(body, List.of(ReportTables.efficiency(report.efficiency())));
        }
        if (report.fairness() != null) {
            body.append("<h2>Fairness</h2>\n");
            for (LabelComparison one : report.fairness()) {
                plot(
                        body,
                        one.measure() + " by " + one.label(),
                        one.groups().stream()
                                .map(
                                        group ->
                                                new Bar(
                                                        group.group()
                                                                + (group.small() ? " (small)" : ""),
                                                        group.figure()))
                                .toList());
            }
            tables(body, ReportTables.fairness(report.fairness()));
        }
        return Page.html("Evaluation of " + report.suite(), body.toString());
    }

    private static List<Bar> accuracy(EvaluationReport.Accuracy accuracy) {
        List<Bar> bars = new ArrayList<>();
        if (accuracy.speech() != null) {
            bars.add(new Bar("word error rate", accuracy.speech().rate()));
        }
        if (accuracy.onScreenText() != null) {
            bars.add(new Bar("character error rate", accuracy.onScreenText().rate()));
        }
        DetectionScore objects = accuracy.objects();
        if (objects != null) {
            bars.add(new Bar("object precision", objects.all().precision()));
            bars.add(new Bar("object recall", objects.all().recall()));
        }
        SearchScore search = accuracy.search();
        if (search != null) {
            add(bars, "search by words", search.words());
            add(bars, "search by meaning", search.meaning());
            add(bars, "search by both", search.both());
        }
        add(bars, "retrieval by cosine", accuracy.retrieval());
        return bars;
    }

    private static void add(List<Bar> bars, String name, @Nullable RetrievalScore score) {
        if (score != null) {
            score.atK().forEach((k, i) -> bars.add(new Bar(name + " @" + k, i)));
        }
    }

    private static void robustness(StringBuilder body, Robustness robustness) {
        Map<String, List<Degradation>> byMeasure = new LinkedHashMap<>();
        for (List<Degradation> some :
                List.of(robustness.speech(), robustness.pictures(), robustness.skew())) {
            some.forEach(
                    d -> byMeasure.computeIfAbsent(d.measure(), m -> new ArrayList<>()).add(d));
        }
        byMeasure.forEach(
                (measure, conditions) -> {
                    List<Bar> bars = new ArrayList<>();
                    bars.add(new Bar("clean", conditions.get(0).clean()));
                    conditions.forEach(d -> bars.add(new Bar(d.condition(), d.value())));
                    plot(body, measure, bars);
                });
        List<Bar> found = new ArrayList<>();
        for (AttackResult attack : robustness.texts()) {
            Interval share = attack.found();
            if (share != null) {
                found.add(new Bar(attack.attack(), share));
            }
        }
        plot(body, "words found by moderation", found);
    }

    private static void plot(StringBuilder body, String title, List<Bar> bars) {
        if (!bars.isEmpty()) {
            body.append("<h3>").append(Markup.text(title)).append("</h3>\n");
            body.append(IntervalPlot.svg(title, bars));
        }
    }

    private static void tables(StringBuilder body, List<Table> tables) {
        for (Table table : tables) {
            body.append(Markup.table(table.title(), table.head(), table.rows()));
        }
    }

    private static void sentences(StringBuilder body, String title, List<String> sentences) {
        if (!sentences.isEmpty()) {
            body.append("<h2>").append(Markup.text(title)).append("</h2>\n<ul>\n");
            sentences.forEach(s -> body.append("<li>").append(Markup.text(s)).append("</li>\n"));
            body.append("</ul>\n");
        }
    }
}
