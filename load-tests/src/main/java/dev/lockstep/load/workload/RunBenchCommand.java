package dev.lockstep.load.workload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockstep.align.config.AlignOptions;
import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.catalog.ProgressListener;
import dev.lockstep.inference.config.SpeechOptions;
import dev.lockstep.inference.config.VisionOptions;
import dev.lockstep.inference.operator.CatalogueSpeechModels;
import dev.lockstep.load.options.JobOptions;
import dev.lockstep.load.options.JsonOutput;
import dev.lockstep.load.options.ResultFolder;
import dev.lockstep.load.report.BenchJson;
import dev.lockstep.load.report.BenchPage;
import dev.lockstep.load.report.BenchProgress;
import dev.lockstep.load.result.BenchFacts;
import dev.lockstep.local.run.LocalPipeline;
import dev.lockstep.local.run.PipelineConf;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lockstep bench run}: plays a workload and measures each stage of each result. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Plays a workload in YAML: streams of sound, pictures and messages, each record handed",
            "over when it is due whatever becomes of it, with faults on the way. Tells how long",
            "each stage of each result took, and whether the ledger accounts for all that was"
                    + " sent.",
            "",
            "Ends with 1 when something does not add up.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lockstep bench run --list",
            "  lockstep bench run meeting --json",
            "  lockstep bench run my-workload.yaml --out results"
        })
public final class RunBenchCommand implements Callable<Integer> {
    private static final int PROBLEMS = 1;

    @Parameters(
            arity = "0..1",
            paramLabel = "WORKLOAD",
            description = "A file in YAML, or the name of a workload that comes along.")
    private @Nullable String workload;

    @Option(names = "--list", description = "Tell which workloads come along, and end.")
    private boolean list;

    @CommandLine.Mixin private JobOptions job = new JobOptions();

    @CommandLine.Mixin private ResultFolder out = new ResultFolder();

    @CommandLine.Mixin private JsonOutput json = new JsonOutput();

    @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        PrintWriter text = json.lines(line);
        if (list) {
            for (String name : Workloads.names()) {
                line.getOut().printf("%-15s %s%n", name, Workloads.title(name));
            }
            line.getOut().flush();
            return CommandLine.ExitCode.OK;
        }
        if (workload == null) {
            throw new CommandLine.ParameterException(
                    line, "Name a workload, or ask which there are with --list.");
        }
        Workload asked = Workloads.read(workload);
        BenchFacts facts = BenchFacts.now("run", settings(asked));
        ModelStore store = ModelStore.standard(ProgressListener.NONE);
        BenchProgress progress = BenchProgress.on(line.getErr(), System.getenv());
        progress.show("starting", 0);
        WorkloadResult result;
        try (LocalPipeline pipeline = start(asked, store)) {
            result = new WorkloadRun(asked, pipeline, progress).run(store);
        }
        progress.settle();
        WorkloadText.print(text, result);
        long warmMs = Objects.requireNonNull(asked.warmUp()).toMillis();
        ObjectNode node = BenchJson.of(result, facts, WorkloadFigures.of(result, warmMs));
        write(node, facts, result, text);
        json.print(line.getOut(), node);
        return result.problems().isEmpty() ? CommandLine.ExitCode.OK : PROBLEMS;
    }

    private LocalPipeline start(Workload asked, ModelStore store) throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        if (Objects.requireNonNull(asked.speed()) != 1) {
            // As caption does: event time is not the clock then.
            all.put(AlignOptions.MODE.key(), "replay");
            all.put(SpeechOptions.SKIP_STALE_PARTIALS.key(), "false");
            all.put(VisionOptions.SKIP_STALE_FRAMES.key(), "false");
        }
        all.putAll(Objects.requireNonNull(asked.set()));
        all.putAll(job.settings());
        return LocalPipeline.start(
                new PipelineConf(
                        0,
                        0,
                        job.parallelism(),
                        ModelStore.standardCacheDir(System.getenv()),
                        out.path(),
                        Optional.empty(),
                        OptionalInt.empty(),
                        all,
                        System.getenv()),
                () -> CatalogueSpeechModels.STANDARD_IDS.forEach(store::resolve));
    }

    private Map<String, String> settings(Workload asked) {
        Map<String, String> all = new LinkedHashMap<>(Objects.requireNonNull(asked.set()));
        all.putAll(job.settings());
        all.put("workload", String.valueOf(workload));
        all.put("duration", asked.duration().toString());
        all.put("warm-up", String.valueOf(asked.warmUp()));
        all.put("speed", String.valueOf(asked.speed()));
        all.put("seed", String.valueOf(asked.seed()));
        all.put("streams", asked.streams().toString());
        all.put("parallelism", String.valueOf(job.parallelism()));
        return all;
    }

    private void write(ObjectNode node, BenchFacts facts, WorkloadResult result, PrintWriter text)
            throws IOException {
        Path file = out.write("run.json", node);
        BenchPage.write(
                out.path().resolve("run.html"),
                "Workload " + workload,
                WorkloadText.html(result),
                facts);
        text.println("written to " + file + " and run.html beside it");
        text.flush();
    }
}
