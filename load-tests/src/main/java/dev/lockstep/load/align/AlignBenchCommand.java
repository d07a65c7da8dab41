package dev.lockstep.load.align;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lockstep.load.measure.Spread;
import dev.lockstep.load.options.JsonOutput;
import dev.lockstep.load.report.BenchJson;
import dev.lockstep.load.result.BenchFacts;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lockstep bench align}: the aligner alone, in Flink, and the latency that it adds. */
@Command(
        name = "align",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Aligns streams of ten chunks of sound, five frames and a text a second each: the"
                        + " core on one thread; with --flink the operator in a MiniCluster; with"
                        + " --latency what it adds in real time when all sources are on time. Prints"
                        + " the median and the least and greatest of the repetitions.")
public final class AlignBenchCommand implements Callable<Integer> {
    private static final List<String> MODES = List.of("live", "replay");

    @Option(names = "--flink", description = "Measure throughput in Flink too.")
    private boolean flink;

    @Option(names = "--latency", description = "Measure the latency in real time too.")
    private boolean latency;

    @Option(names = "--streams", defaultValue = "200", description = "Default: ${DEFAULT-VALUE}.")
    private int streams;

    @Option(
            names = "--latency-streams",
            defaultValue = "50",
            description = "Streams in real time. Default: ${DEFAULT-VALUE}.")
    private int latencyStreams;

    @Option(
            names = "--seconds",
            defaultValue = "20",
            description = "Real time to measure in each repetition. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--repetitions", defaultValue = "5", description = "Default: ${DEFAULT-VALUE}.")
    private int repetitions;

    @CommandLine.Mixin private JsonOutput json = new JsonOutput();

    @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

    /**
     * All that was measured.
     *
     * @param loadAverage of the machine over the minute before
     * @param repetitions of each measurement
     * @param core the core alone
     * @param flink the operator; empty where not asked for
     * @param latency in real time; null where not asked for
     */
    record Result(
            @JsonProperty("load_average") double loadAverage,
            int repetitions,
            List<CoreRun.Result> core,
            List<FlinkRun.Result> flink,
            LatencyRun.@Nullable Result latency) {
        Result {
            core = List.copyOf(core);
            flink = List.copyOf(flink);
        }
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        BenchFacts facts =
                BenchFacts.now(
                        "align",
                        Map.of(
                                "streams",
                                String.valueOf(streams),
                                "latency-streams",
                                String.valueOf(latencyStreams)));
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        out.printf(
                Locale.ROOT,
                "%d CPUs, load average %.2f, %d repetitions: median (least to greatest)%n",
                Runtime.getRuntime().availableProcessors(),
                load,
                repetitions);
        List<CoreRun.Result> core = new ArrayList<>();
        List<FlinkRun.Result> inFlink = new ArrayList<>();
        LatencyRun.Result lag = null;
        for (String mode : MODES) {
            for (int n : new int[] {1, streams}) {
                core.add(CoreRun.measure(mode, n, repetitions));
                print(out, core.get(core.size() - 1));
            }
        }
        Path folder = Files.createTempDirectory("lockstep-bench-");
        try {
            if (flink) {
                for (String mode : MODES) {
                    inFlink.add(FlinkRun.measure(mode, streams, repetitions, folder));
                    print(out, inFlink.get(inFlink.size() - 1));
                }
            }
            if (latency) {
                lag = LatencyRun.measure(latencyStreams, seconds, repetitions, folder);
                print(out, lag);
            }
        } finally {
            remove(folder);
        }
        Result result = new Result(load, repetitions, core, inFlink, lag);
        json.print(out, BenchJson.of(result, facts, AlignFigures.of(core, inFlink, lag)));
        out.flush();
        return 0;
    }

    private static void print(PrintWriter out, CoreRun.Result core) {
        out.printf(
                Locale.ROOT,
                "core, %s, streams %d: %s records/s, %s per CPU-second, %.0f bytes a record%n",
                core.mode(),
                core.streams(),
                thousands(core.recordsPerSecond()),
                thousands(core.recordsPerCpuSecond()),
                core.bytesPerRecord());
        out.flush();
    }

    private static void print(PrintWriter out, FlinkRun.Result run) {
        out.printf(
                Locale.ROOT,
                "Flink, %s, streams %d: %s records/s; per CPU-second of the aligning task %s, with"
                        + " the source's task %s; %.0f bytes a record%n",
                run.mode(),
                run.streams(),
                thousands(run.recordsPerSecond()),
                thousands(run.recordsPerCpuSecond()),
                thousands(run.recordsPerCpuSecondOfBoth()),
                run.bytesPerRecord());
        out.flush();
    }

    private static void print(PrintWriter out, LatencyRun.Result lag) {
        out.printf(
                "latency, live, streams %d: %d windows, %s%n",
                lag.streams(), lag.windows(), lag.reasons());
        out.printf(
                "  after the last record needed   p50 %s, p95 %s, p99 %s ms%n",
                ms(lag.addedMs().p50()), ms(lag.addedMs().p95()), ms(lag.addedMs().p99()));
        out.printf(
                "  after the end of the window    p50 %s, p95 %s, p99 %s ms%n",
                ms(lag.behindEndMs().p50()),
                ms(lag.behindEndMs().p95()),
                ms(lag.behindEndMs().p99()));
        out.flush();
    }

    private static String thousands(Spread spread) {
        return String.format(
                Locale.ROOT,
                "%.0fk (%.0fk to %.0fk)",
                spread.median() / 1000,
                spread.least() / 1000,
                spread.greatest() / 1000);
    }

    private static String ms(Spread spread) {
        return String.format(
                Locale.ROOT,
                "%.1f (%.1f to %.1f)",
                spread.median(),
                spread.least(),
                spread.greatest());
    }

    private static void remove(Path folder) throws IOException {
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path emptied, @Nullable IOException failure) throws IOException {
                        Files.delete(emptied);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
