package dev.lockstep.load.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockstep.load.settled.SettledDifferences;
import dev.lockstep.load.settled.SettledLines;
import dev.lockstep.local.command.CommandContext;
import dev.lockstep.local.failure.UserException;
import dev.lockstep.local.ledger.LedgerTotals;
import dev.lockstep.local.terminal.Display;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Tells what came of a replay: lines, files, JSON and an exit code. Not thread-safe. */
final class OutcomeReport {
    private static final int MOST_DIFFERENCES = 5;

    private final CommandContext context;
    private final Display display;
    private final boolean json;
    private final ObjectMapper mapper =
            new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

    OutcomeReport(CommandContext context, Display display, boolean json) {
        this.context = context;
        this.display = display;
        this.json = json;
    }

    /**
     * Tells it.
     *
     * @param out where settled results are written; null for nowhere
     * @param expected what each copy is compared with; empty for nothing
     * @return 0, or 1 where something went wrong or differs
     */
    int tell(ReplayOutcome outcome, @Nullable Path out, List<SettledLines> expected)
            throws IOException {
        lines(outcome);
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < outcome.copies().size(); i++) {
            SettledLines copy = outcome.copies().get(i);
            boolean several = outcome.copies().size() > 1;
            String name = several ? "copy " + (i + 1) + ": " : "";
            display.line(
                    name
                            + copy.captions().size()
                            + " captions and "
                            + copy.windows().size()
                            + " windows settled, digest "
                            + copy.digest());
            if (out != null) {
                write(copy, several ? copy(out, i + 1) : out);
            }
            if (!expected.isEmpty()) {
                SettledDifferences.first(expected.get(i), copy, MOST_DIFFERENCES)
                        .forEach(difference -> differences.add(name + difference));
            }
        }
        if (!expected.isEmpty()) {
            display.line(
                    differences.isEmpty()
                            ? "The settled results are those that were expected."
                            : "The settled results are not those that were expected:");
            differences.forEach(difference -> display.line("  " + difference));
        }
        outcome.notes().forEach(display::line);
        outcome.report()
                .problems()
                .forEach(problem -> context.err().println("lockstep: " + problem));
        if (json) {
            context.out().println(json(outcome, !expected.isEmpty(), differences));
        }
        return differences.isEmpty() && outcome.report().problems().isEmpty()
                ? CommandLine.ExitCode.OK
                : CommandLine.ExitCode.SOFTWARE;
    }

    /** Where the results of a copy are written, if there are several. */
    static Path copy(Path folder, int number) {
        return folder.resolve("copy-" + number);
    }

    private void lines(ReplayOutcome outcome) {
        ReplayReport report = outcome.report();
        display.line(
                String.format(
                        Locale.ROOT,
                        "%d records sent in %.1f s, %d acknowledged, %d failed",
                        report.sent(),
                        report.seconds(),
                        report.acknowledged(),
                        report.failed()));
        ReplayReport.Spacing spacing = report.spacing();
        if (spacing != null) {
            display.line(
                    String.format(
                            Locale.ROOT,
                            "error of spacing: p50 %.3f ms, p99 %.3f ms, most %.3f ms",
                            spacing.p50(),
                            spacing.p99(),
                            spacing.max()));
        }
        PerturbationCounts.Snapshot done = report.perturbed();
        if (!done.equals(new PerturbationCounts.Snapshot(0, 0, 0, 0, 0))) {
            display.line(
                    String.format(
                            Locale.ROOT,
                            "disturbed: %d by jitter, %d by skew, %d dropped, %d duplicated, %d"
                                    + " overtaken",
                            done.jittered(),
                            done.skewed(),
                            done.dropped(),
                            done.duplicated(),
                            done.reordered()));
        }
        LedgerTotals ledger = outcome.ledger();
        if (!ledger.equals(LedgerTotals.NONE)) {
            display.line(
                    String.format(
                            Locale.ROOT,
                            "ledger: %d read, %d matched, %d late and revised, %d too late, %d"
                                    + " duplicate, %d invalid, %d shed",
                            ledger.read(),
                            ledger.matched(),
                            ledger.lateRevised(),
                            ledger.lateDropped(),
                            ledger.duplicate(),
                            ledger.invalid(),
                            ledger.shed()));
        }
    }

    private static void write(SettledLines lines, Path folder) {
        try {
            lines.write(folder);
        } catch (IOException e) {
            throw new UserException(
                    folder
                            + " cannot be written ("
                            + e.getMessage()
                            + "): free some space or choose another folder with --out.",
                    e);
        }
    }

    private String json(ReplayOutcome outcome, boolean compared, List<String> differences)
            throws IOException {
        ObjectNode node = mapper.valueToTree(outcome.report());
        node.set("ledger", mapper.valueToTree(outcome.ledger()));
        ArrayNode copies = node.putArray("settled");
        for (SettledLines copy : outcome.copies()) {
            copies.addObject()
                    .put("captions", copy.captions().size())
                    .put("windows", copy.windows().size())
                    .put("digest", copy.digest());
        }
        if (compared) {
            node.put("as_expected", differences.isEmpty());
            ArrayNode told = node.putArray("differences");
            differences.forEach(told::add);
        }
        return mapper.writeValueAsString(node);
    }
}
