package dev.lockstep.load.evaluate.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report for the terminal. Stateless. */
public final class ReportLines {
    private static final int MOST_MISSING = 10;

    private ReportLines() {}

    /** The lines. */
    public static List<String> of(EvaluationReport report) {
        List<Table> tables = new ArrayList<>();
        if (report.accuracy() != null) {
            tables.addAll(ReportTables.accuracy(report.accuracy()));
        }
        if (report.robustness() != null) {
            tables.addAll(ReportTables.robustness(report.robustness()));
        }
        if (report.efficiency() != null) {
            tables.add(ReportTables.efficiency(report.efficiency()));
        }
        if (report.fairness() != null) {
            tables.addAll(ReportTables.fairness(report.fairness()));
        }
        List<String> lines = new ArrayList<>();
        lines.add(summary(report));
        lines.add("");
        tables.forEach(table -> lines.addAll(table.lines()));
        report.missing().stream().limit(MOST_MISSING).forEach(lines::add);
        if (report.missing().size() > MOST_MISSING) {
            lines.add(
                    "… and "
                            + (report.missing().size() - MOST_MISSING)
                            + " more; results.json lists all.");
        }
        report.notMeasured().forEach(sentence -> lines.add("Not measured. " + sentence));
        return lines;
    }

    /** One sentence about what was evaluated. */
    static String summary(EvaluationReport report) {
        return String.format(
                Locale.ROOT,
                "%s: %d items, %.0f s of sound, %d pictures; %d left out; seed %d",
                report.suite(),
                report.items(),
                report.soundSeconds(),
                report.pictures(),
                report.missing().size(),
                report.seed());
    }
}
