package dev.lockstep.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.local.compliance.ComplianceFile;
import dev.lockstep.local.compliance.RunFacts;
import dev.lockstep.local.testing.CommandRun;
import dev.lockstep.view.compliance.UtteranceMeasure;
import dev.lockstep.view.compliance.WordMeasure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
    @TempDir private Path folder;

    @BeforeEach
    void run() throws Exception {
        RunFacts facts = new RunFacts("talk", "talk.mp4", true, "1", List.of(), Map.of(), null);
        WordMeasure word = new WordMeasure("Hello", 0, 400, 1_200L, 2_000L);
        new ComplianceFile(
                        facts,
                        List.of(
                                new UtteranceMeasure(
                                        "a", 0, 0, 500, 1, 0, 0, 2_000L, List.of(word))))
                .write(folder);
    }

    @Test
    void theReportOfAFolderIsWrittenIntoIt() throws Exception {
        CommandRun run = CommandRun.of("report", folder.toString());

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("pass     CRTC, mean caption lag: 1.20 s (at most 6.00 s)")
                .contains("unknown  CRTC, NER-style score: not measured (at least 98.00 %)")
                .contains("written to " + folder.resolve("report.html"));
        assertThat(Files.readString(folder.resolve("report.html"))).startsWith("<!DOCTYPE html>");
    }

    @Test
    void aFileThatEndsInHtmlIsTheReport() throws Exception {
        Path html = folder.resolve("sub").resolve("out.html");
        Path said = Files.writeString(folder.resolve("said.txt"), "Hello there");

        CommandRun run =
                CommandRun.of(
                        "report",
                        html.toString(),
                        "--run",
                        folder.toString(),
                        "--reference",
                        said.toString(),
                        "--json");

        assertThat(run.code()).isZero();
        JsonNode figures = new ObjectMapper().readTree(run.out());
        assertThat(figures.path("shown_lag").path("mean_ms").asDouble()).isEqualTo(1_200);
        assertThat(figures.path("accuracy").path("wer").asDouble()).isEqualTo(0.5);
        assertThat(html).exists();
        assertThat(folder.resolve("report.html")).doesNotExist();
    }

    @Test
    void whatIsNamedTwiceOrIsNoRunIsRefused() {
        String dir = folder.toString();
        assertThat(CommandRun.of("report", "a.html", "--out", "b.html").err())
                .isEqualToIgnoringNewLines(
                        "lockstep: Name the report once: as FILE or with --out.");
        assertThat(CommandRun.of("report", dir, "--run", dir).err())
                .isEqualToIgnoringNewLines("lockstep: Name the run once: as FILE or with --run.");
        CommandRun run = CommandRun.of("report", folder.resolve("none").toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).contains("There is no run at");
    }
}
