package dev.lockstep.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.align.canonical.SettledDigest;
import dev.lockstep.local.compliance.ComplianceFile;
import dev.lockstep.local.compliance.RunFacts;
import dev.lockstep.local.ledger.LedgerTotals;
import dev.lockstep.local.run.CaptionRunResult;
import dev.lockstep.local.run.Interrupts;
import dev.lockstep.local.summary.RunSummary;
import dev.lockstep.local.terminal.TerminalKind;
import dev.lockstep.local.testing.Captions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

class RunReportTest {
    private static final RunFacts FACTS =
            new RunFacts("talk", "talk.mp4", false, "max", List.of(), Map.of(), null);
    private static final CaptionRunResult RESULT =
            new CaptionRunResult(
                    new RunSummary(
                            1,
                            2,
                            null,
                            null,
                            null,
                            null,
                            null,
                            0,
                            null,
                            11,
                            11,
                            0,
                            LedgerTotals.NONE,
                            new SettledDigest().hex()),
                    List.of(Captions.last(0, 1, "it was")),
                    List.of(),
                    new ComplianceFile(FACTS, List.of()),
                    false,
                    List.of(),
                    List.of());

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CommandContext context =
            new CommandContext(
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8),
                    TerminalKind.plain(),
                    TerminalKind.plain(),
                    Map.of(),
                    Interrupts.none());

    @TempDir private Path dir;

    @Test
    void captionsThatCannotGoWhereTheyShouldAreNotThrownAway() throws Exception {
        // Stands where the file should: what a disk that filled up meanwhile does to a write.
        Files.createDirectories(dir.resolve("captions.jsonl").resolve("occupied"));
        RunReport report = new RunReport(context, new RunOptions(), dir);
        report.prepare();

        assertThat(report.finish(RESULT, context.display(false))).isEqualTo(1);

        String said = err.toString(StandardCharsets.UTF_8);
        assertThat(said.lines()).hasSize(1);
        assertThat(said).startsWith("lockstep: The captions could not be written to " + dir);
        Matcher elsewhere = Pattern.compile("They are in (\\S+) instead").matcher(said);
        assertThat(elsewhere.find()).as(said).isTrue();
        Path folder = Path.of(elsewhere.group(1));
        assertThat(folder.resolve("captions.vtt")).content().contains("it was");
        assertThat(folder.resolve("summary.json")).isNotEmptyFile();
        assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("written to " + dir);
        for (String file :
                List.of(
                        "captions.vtt",
                        "captions.srt",
                        "captions.jsonl",
                        "ledger.jsonl",
                        "compliance.jsonl",
                        "report.html",
                        "summary.json")) {
            Files.delete(folder.resolve(file));
        }
        Files.delete(folder);
    }

    @Test
    void whatCouldBeWrittenIsNoProblem() throws Exception {
        RunReport report = new RunReport(context, new RunOptions(), dir.resolve("new"));
        report.prepare();
        assertThat(report.finish(RESULT, context.display(false))).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(dir.resolve("new/captions.srt")).content().contains("it was");
    }
}
