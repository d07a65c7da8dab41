package dev.lockstep.load.evaluate.report;

import dev.lockstep.load.evaluate.accuracy.AlignmentScore;
import dev.lockstep.load.evaluate.accuracy.DetectionScore;
import dev.lockstep.load.evaluate.accuracy.EditScore;
import dev.lockstep.load.evaluate.accuracy.RetrievalScore;
import dev.lockstep.load.evaluate.efficiency.TaskCost;
import dev.lockstep.load.evaluate.fairness.GroupFigure;
import dev.lockstep.load.evaluate.fairness.LabelComparison;
import dev.lockstep.load.evaluate.report.EvaluationReport.Accuracy;
import dev.lockstep.load.evaluate.report.EvaluationReport.Robustness;
import dev.lockstep.load.evaluate.robustness.AttackResult;
import dev.lockstep.load.evaluate.robustness.Degradation;
import dev.lockstep.load.evaluate.robustness.MissingModality;
import dev.lockstep.load.evaluate.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A report as tables. Stateless. */
final class ReportTables {
    private ReportTables() {}

    static List<Table> accuracy(Accuracy accuracy) {
        List<Table> tables = new ArrayList<>();
        List<List<String>> edits = new ArrayList<>();
        edits(edits, "speech, words", accuracy.speech());
        edits(edits, "on-screen text, characters", accuracy.onScreenText());
        if (!edits.isEmpty()) {
            tables.add(
                    new Table(
                            "Accuracy: errors by what is said or stands there",
                            List.of(
                                    "",
                                    "items",
                                    "units",
                                    "error rate [95 %]",
                                    "subst.",
                                    "ins.",
                                    "del."),
                            edits));
        }
        if (accuracy.objects() != null) {
            tables.add(objects(accuracy.objects()));
        }
        if (accuracy.alignment() != null) {
            tables.add(alignment(accuracy.alignment()));
        }
        List<List<String>> retrieval = new ArrayList<>();
        retrieval(retrieval, "caption to what was understood", accuracy.retrieval());
        retrieval(retrieval, "caption to the other captions", accuracy.retrievalByCaptions());
        if (accuracy.search() != null) {
            retrieval(retrieval, "search by words", accuracy.search().words());
            retrieval(retrieval, "search by meaning", accuracy.search().meaning());
            retrieval(retrieval, "search by both, as users get it", accuracy.search().both());
        }
        if (!retrieval.isEmpty()) {
            List<String> head = new ArrayList<>(List.of("", "queries", "items"));
            RetrievalScore.DEPTHS.forEach(k -> head.add("@" + k + " (chance)"));
            head.add("mean 1/rank");
            tables.add(new Table("Retrieval: the right item among the first k", head, retrieval));
        }
        return tables;
    }

    private static void edits(List<List<String>> rows, String name, @Nullable EditScore score) {
        if (score != null) {
            rows.add(
                    List.of(
                            name,
                            "" + score.items(),
                            "" + score.reference(),
                            Figures.percent(score.rate()),
                            "" + score.substitutions(),
                            "" + score.insertions(),
                            "" + score.deletions()));
        }
    }

    private static Table objects(DetectionScore score) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(objects("all (micro)", score.all()));
        score.classes().forEach((name, one) -> rows.add(objects(name, one)));
        return new Table(
                "Objects in " + score.pictures() + " labelled pictures, overlap of half or more",
                List.of(
                        "class",
                        "objects",
                        "hits",
                        "invented",
                        "precision [95 %]",
                        "recall [95 %]"),
                rows);
    }

    private static List<String> objects(String name, DetectionScore.ClassScore score) {
        return List.of(
                name,
                "" + score.objects(),
                "" + score.hits(),
                "" + score.invented(),
                Figures.percent(score.precision()),
                Figures.percent(score.recall()));
    }

    private static Table alignment(AlignmentScore score) {
        return new Table(
                "Alignment: skew between sound and pictures that was planted",
                List.of(
                        "streams",
                        "error ms [95 %]",
                        "p50 ms",
                        "p95 ms",
                        "no estimate",
                        "pictures in their windows"),
                List.of(
                        List.of(
                                "" + score.streams(),
                                Figures.plain(score.errorMs()),
                                Figures.number("%.2f", score.p50Ms()),
                                Figures.number("%.2f", score.p95Ms()),
                                "" + score.without(),
                                Figures.percent(score.inTheirWindows()))));
    }

    private static void retrieval(
            List<List<String>> rows, String name, @Nullable RetrievalScore score) {
        if (score != null) {
            List<String> row =
                    new ArrayList<>(List.of(name, "" + score.queries(), "" + score.items()));
            RetrievalScore.DEPTHS.forEach(
                    k ->
                            row.add(
                                    Figures.percent(score.atK().get(k))
                                            + Figures.number(
                                                    " (%.0f %%)",
                                                    100
                                                            * Objects.requireNonNull(
                                                                    score.chance().get(k)))));
            row.add(Figures.plain(score.meanReciprocalRank()));
            rows.add(row);
        }
    }

    static List<Table> robustness(Robustness robustness) {
        List<Table> tables = new ArrayList<>();
        degradation(tables, "Robustness: sound", robustness.speech());
        degradation(tables, "Robustness: pictures", robustness.pictures());
        degradation(tables, "Robustness: skew between sound and pictures", robustness.skew());
        if (!robustness.missing().isEmpty()) {
            tables.add(
                    new Table(
                            "Robustness: a modality missing",
                            List.of(
                                    "missing",
                                    "how",
                                    "windows",
                                    "fired",
                                    "p95 wait ms",
                                    "longest ms",
                                    "told",
                                    "mean weights",
                                    "likeness [95 %]"),
                            robustness.missing().stream().map(ReportTables::missing).toList()));
        }
        if (!robustness.texts().isEmpty()) {
            tables.add(
                    new Table(
                            "Robustness: hostile texts",
                            List.of(
                                    "attack",
                                    "texts",
                                    "answered",
                                    "word found [95 %]",
                                    "false alarms",
                                    "likeness [95 %]",
                                    "p95 ms"),
                            robustness.texts().stream().map(ReportTables::attack).toList()));
        }
        return tables;
    }

    private static void degradation(List<Table> tables, String title, List<Degradation> results) {
        if (!results.isEmpty()) {
            tables.add(
                    new Table(
                            title,
                            List.of(
                                    "measure",
                                    "condition",
                                    "items",
                                    "value [95 %]",
                                    "clean",
                                    "change, points [95 %]"),
                            results.stream()
                                    .map(
                                            r ->
                                                    List.of(
                                                            r.measure(),
                                                            r.condition(),
                                                            "" + r.items(),
                                                            Figures.percent(r.value()),
                                                            Figures.percent(bare(r)),
                                                            Figures.change(r.change())))
                                    .toList()));
        }
    }

    private static Interval bare(Degradation result) {
        Double clean = result.clean().value();
        return Interval.bare(clean == null ? Double.NaN : clean, result.items());
    }

    private static List<String> missing(MissingModality result) {
        String modality = result.modality();
        return List.of(
                modality == null ? "nothing" : modality,
                result.how(),
                "" + result.windows(),
                Figures.number("%.0f %%", 100 * result.fired()),
                Figures.number("%.0f", result.p95WaitMs()),
                Figures.number("%.0f", result.greatestWaitMs()),
                joined(result.told(), ""),
                result.weights().entrySet().stream()
                        .map(w -> w.getKey() + Figures.number(" %.2f", w.getValue()))
                        .collect(Collectors.joining(", ")),
                Figures.plain(result.likeness()));
    }

    private static String joined(Map<String, Integer> counts, String none) {
        return counts.isEmpty()
                ? none
                : counts.entrySet().stream()
                        .map(count -> count.getKey() + " " + count.getValue())
                        .collect(Collectors.joining(", "));
    }

    private static List<String> attack(AttackResult result) {
        return List.of(
                result.attack(),
                "" + result.texts(),
                "" + result.answered(),
                Figures.percent(result.found()),
                Figures.percent(result.falseAlarms()),
                Figures.plain(result.likeness()),
                Figures.number("%.1f", result.p95Ms()));
    }

    static Table efficiency(List<TaskCost> costs) {
        return new Table(
                "Efficiency: one item after the other",
                List.of(
                        "task",
                        "items",
                        "p50 ms",
                        "p95 ms",
                        "items/s",
                        "CPU s",
                        "CPU s/media s",
                        "resident GiB"),
                costs.stream()
                        .map(
                                cost ->
                                        List.of(
                                                cost.task(),
                                                "" + cost.items(),
                                                Figures.number("%.1f", cost.p50Ms()),
                                                Figures.number("%.1f", cost.p95Ms()),
                                                Figures.number("%.1f", cost.itemsPerSecond()),
                                                Figures.number("%.2f", cost.cpuSeconds()),
                                                cost.cpuSecondsPerMediaSecond() == null
                                                        ? "–"
                                                        : Figures.number(
                                                                "%.3f",
                                                                cost.cpuSecondsPerMediaSecond()),
                                                Figures.number("%.2f", cost.residentGb())))
                        .toList());
    }

    static List<Table> fairness(List<LabelComparison> comparisons) {
        List<List<String>> tests = new ArrayList<>();
        List<List<String>> groups = new ArrayList<>();
        for (LabelComparison one : comparisons) {
            Double gap = one.gap();
            tests.add(
                    List.of(
                            one.measure(),
                            one.label(),
                            gap == null ? "–" : Figures.number("%.1f points", 100 * gap),
                            gap == null ? "–" : one.lowest() + " to " + one.highest(),
                            Figures.p(one.p()),
                            Figures.p(one.corrected()),
                            one.test()));
            for (GroupFigure group : one.groups()) {
                groups.add(
                        List.of(
                                one.measure(),
                                one.label(),
                                group.group(),
                                "" + group.items(),
                                group.units() + " " + one.unit() + (group.units() == 1 ? "" : "s"),
                                Figures.percent(group.figure()),
                                group.small() ? "small, not compared" : ""));
            }
        }
        return comparisons.isEmpty()
                ? List.of()
                : List.of(
                        new Table(
                                "Fairness: differences between groups",
                                List.of(
                                        "measure",
                                        "label",
                                        "largest gap",
                                        "between",
                                        "p",
                                        "p (Holm)",
                                        "test"),
                                tests),
                        new Table(
                                "Fairness: by group",
                                List.of(
                                        "measure",
                                        "label",
                                        "group",
                                        "items",
                                        "units",
                                        "figure [95 %]",
                                        ""),
                                groups));
    }
}
