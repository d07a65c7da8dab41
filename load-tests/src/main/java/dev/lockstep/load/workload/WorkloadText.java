package dev.lockstep.load.workload;

import dev.lockstep.load.capacity.CapacityGoal;
import dev.lockstep.load.capacity.CapacityPage;
import dev.lockstep.load.probe.LedgerCheck;
import dev.lockstep.load.probe.StageProbe;
import dev.lockstep.load.report.ResourcePlots;
import dev.lockstep.local.ledger.SourceLedger;
import dev.lockstep.local.page.LinePlot;
import dev.lockstep.local.page.Markup;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a workload did, as text and as markup. Stateless. */
final class WorkloadText {
    private static final List<String> STAGE_HEAD =
            List.of("Result", "Stage", "Count", "p50 ms", "p95 ms", "p99 ms", "max ms");
    private static final List<String> LEDGER_HEAD =
            List.of(
                    "Source",
                    "Sent",
                    "Read",
                    "Matched",
                    "Late, revised",
                    "Late, dropped",
                    "Duplicate",
                    "Invalid",
                    "Shed",
                    "Adds up");
    private static final double US_PER_S = 1e6;

    private WorkloadText() {}

    static void print(PrintWriter out, WorkloadResult result) {
        out.printf(
                Locale.ROOT,
                "%d streams, %d records, handed over at most %.0f ms late (p99 %.1f ms); %.3f"
                        + " CPU-seconds a stream and second, %d MB%n",
                result.streams(),
                result.sent(),
                result.lateMaxMs(),
                result.lateP99Ms(),
                result.cpuSecondsPerStreamSecond(),
                result.rssMb());
        if (!result.faults().isEmpty()) {
            out.println("records that faults have struck: " + result.faults());
        }
        String format = "%-22s %-24s %8s %9s %9s %9s %9s%n";
        out.printf(format, STAGE_HEAD.toArray());
        stages(result).forEach(row -> out.printf(format, row.toArray()));
        String ledger = "%-22s %7s %7s %8s %14s %14s %10s %8s %5s %8s%n";
        out.printf(ledger, LEDGER_HEAD.toArray());
        ledger(result).forEach(row -> out.printf(ledger, row.toArray()));
        if (!result.deadLetters().isEmpty()) {
            out.println("dead letters: " + result.deadLetters());
        }
        result.problems().forEach(out::println);
        out.flush();
    }

    static String html(WorkloadResult result) {
        StringBuilder html = new StringBuilder();
        html.append("<p>")
                .append(
                        Markup.text(
                                result.problems().isEmpty()
                                        ? "All that was sent is in the ledger, each record with one"
                                                + " outcome."
                                        : String.join(" ", result.problems())))
                .append("</p>\n<h2>Stages</h2>\n")
                .append(
                        Markup.table(
                                "From when the newest input of a result was meant to be sent",
                                STAGE_HEAD,
                                stages(result)))
                .append(overTime(result))
                .append("<h2>Ledger</h2>\n")
                .append(
                        Markup.table(
                                "What was sent and what became of it",
                                LEDGER_HEAD,
                                ledger(result)));
        if (result.speech() != null) {
            html.append("<h2>Captions</h2>\n")
                    .append(CapacityPage.table(CapacityGoal.STANDARD, List.of(result.speech())));
        }
        return html.append(ResourcePlots.html(result.streams() + " streams", result.resources()))
                .toString();
    }

    private static String overTime(WorkloadResult result) {
        List<LinePlot.Curve> curves = new ArrayList<>();
        long firstUs = Long.MAX_VALUE;
        long lastUs = 0;
        for (List<StageProbe.Sample> samples : result.wholes().values()) {
            for (StageProbe.Sample sample : samples) {
                firstUs = Math.min(firstUs, sample.intendedUs());
                lastUs = Math.max(lastUs, sample.intendedUs());
            }
        }
        for (Map.Entry<String, List<StageProbe.Sample>> kind : result.wholes().entrySet()) {
            long beginUs = firstUs;
            curves.add(
                    new LinePlot.Curve(
                            kind.getKey(),
                            kind.getValue().stream()
                                    .sorted(Comparator.comparingLong(StageProbe.Sample::intendedUs))
                                    .map(
                                            s ->
                                                    new LinePlot.Point(
                                                            (s.intendedUs() - beginUs) / US_PER_S,
                                                            s.wholeUs() / US_PER_S))
                                    .toList()));
        }
        return curves.isEmpty()
                ? ""
                : "<h2>Lag over time</h2>\n"
                        + LinePlot.svg(
                                "Lag over time",
                                "Seconds from when the newest input was meant to be sent to the"
                                        + " result.",
                                curves,
                                "0 s",
                                String.format(Locale.ROOT, "%.0f s", (lastUs - firstUs) / US_PER_S),
                                List.of());
    }

    private static List<List<String>> stages(WorkloadResult result) {
        return result.stages().stream()
                .map(
                        stage ->
                                List.of(
                                        stage.kind(),
                                        stage.stage(),
                                        String.valueOf(stage.count()),
                                        ms(stage.p50()),
                                        ms(stage.p95()),
                                        ms(stage.p99()),
                                        ms(stage.greatest())))
                .toList();
    }

    private static List<List<String>> ledger(WorkloadResult result) {
        List<List<String>> rows = new ArrayList<>();
        for (LedgerCheck.Row row : result.ledger()) {
            SourceLedger ledger = row.ledger();
            List<String> cells = new ArrayList<>();
            cells.add(ledger.stream() + "/" + ledger.source());
            for (long count :
                    new long[] {
                        row.sent(),
                        ledger.read(),
                        ledger.matched(),
                        ledger.lateRevised(),
                        ledger.lateDropped(),
                        ledger.duplicate(),
                        ledger.invalid(),
                        ledger.shed()
                    }) {
                cells.add(String.valueOf(count));
            }
            cells.add(row.addsUp() ? "yes" : "no");
            rows.add(cells);
        }
        return rows;
    }

    private static String ms(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
