package dev.lockstep.load.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.load.evaluate.manifest.Suite;
import dev.lockstep.load.evaluate.manifest.SuiteFormat;
import dev.lockstep.load.evaluate.manifest.SuiteReader;
import dev.lockstep.load.evaluate.report.EvaluationPage;
import dev.lockstep.load.evaluate.report.EvaluationReport;
import dev.lockstep.load.evaluate.report.ItemLines;
import dev.lockstep.load.evaluate.report.ReportLines;
import dev.lockstep.load.evaluate.samples.SampleSuite;
import dev.lockstep.load.options.JsonOutput;
import dev.lockstep.local.terminal.Display;
import dev.lockstep.local.terminal.Displays;
import dev.lockstep.local.terminal.ModelProgress;
import dev.lockstep.local.terminal.TerminalKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lockstep evaluate SUITE}: accuracy, robustness, efficiency and fairness of a set. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures how right, how robust, how costly and how even results are, on recordings and"
                    + " pictures with references:",
            "",
            "  accuracy     word errors, characters on screen, objects, alignment, retrieval",
            "  robustness   noise, loss, blur, skew, a modality missing, hostile texts",
            "  efficiency   time, CPU and memory by task",
            "  fairness     figures by label, with a test of the difference",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lockstep evaluate samples                        built in, needs no data",
            "  lockstep evaluate LibriSpeech/test-clean --only accuracy,fairness",
            "  lockstep evaluate audiocaps/test.csv --limit 100 --out out/audiocaps",
            "  lockstep evaluate my-set/suite.jsonl --json | tail -n 1 | jq .accuracy.speech",
            "",
            "docs/evaluation.md describes the manifest, the layouts and the methods."
        })
public final class EvaluateCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "SUITE",
            description =
                    "A manifest (.jsonl), a folder as LibriSpeech or SlideSpeech lay it out, a CSV"
                            + " or a folder as AudioCaps does, or samples.")
    private String suite = "";

    @Option(
            names = "--format",
            defaultValue = "AUTO",
            description =
                    "How the set lies on disk: auto, manifest, librispeech, audiocaps or"
                            + " slidespeech (default: by what is there).")
    private SuiteFormat format = SuiteFormat.AUTO;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "PART",
            description =
                    "Only these parts: accuracy, robustness, efficiency, fairness (default: all).")
    private List<EvaluationPart> only = List.of();

    @Option(
            names = "--limit",
            defaultValue = "0",
            description = "Only the first N items; 0 for all. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description =
                    "Of all that is drawn: noise, loss, intervals, permutations. Default:"
                            + " ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Write results.json and index.html there, and items.jsonl: what was understood"
                            + " of each item.")
    private @Nullable Path out;

    @CommandLine.Mixin private JsonOutput json = new JsonOutput();

    @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter lines = Objects.requireNonNull(spec).commandLine().getOut();
        Map<String, String> environment = System.getenv();
        Display display =
                Displays.of(
                        System.err,
                        TerminalKind.detect(2, environment),
                        environment,
                        System::nanoTime);
        ModelStore store = ModelStore.standard(new ModelProgress(display));
        Suite items =
                (suite.equals(SampleSuite.NAME)
                                ? SampleSuite.prepare(store, samples(environment))
                                : SuiteReader.read(Path.of(suite), format))
                        .limited(limit);
        EnumSet<EvaluationPart> parts =
                only.isEmpty() ? EnumSet.allOf(EvaluationPart.class) : EnumSet.copyOf(only);
        Evaluation evaluation = new Evaluation(items, parts, seed);
        EvaluationReport report;
        try (Writer details = details()) {
            report = evaluation.run(store, display::progress, new ItemLines(details)::add);
        } finally {
            display.settle();
        }
        ReportLines.of(report).forEach(lines::println);
        ObjectMapper mapper = new ObjectMapper();
        if (out != null) {
            write(out, mapper, report);
            lines.println("written to " + out.toAbsolutePath().normalize());
        }
        json.print(lines, report);
        lines.flush();
        return CommandLine.ExitCode.OK;
    }

    private static Path samples(Map<String, String> environment) {
        return ModelStore.standardCacheDir(environment).resolve("evaluate").resolve("samples-1");
    }

    /** Opened before the work begins, so that a folder that cannot be written costs no hours. */
    private Writer details() throws IOException {
        if (out == null) {
            return Writer.nullWriter();
        }
        Files.createDirectories(out);
        return Files.newBufferedWriter(out.resolve("items.jsonl"));
    }

    private static void write(Path folder, ObjectMapper mapper, EvaluationReport report)
            throws IOException {
        mapper.writerWithDefaultPrettyPrinter()
                .writeValue(folder.resolve("results.json").toFile(), report);
        Files.writeString(folder.resolve("index.html"), EvaluationPage.html(report));
    }
}
