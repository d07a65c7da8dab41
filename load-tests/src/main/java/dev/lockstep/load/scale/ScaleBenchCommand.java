package dev.lockstep.load.scale;

import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.catalog.ProgressListener;
import dev.lockstep.load.capacity.ScoredTrial;
import dev.lockstep.load.capacity.TrialDesk;
import dev.lockstep.load.options.JsonOutput;
import dev.lockstep.load.options.ResultFolder;
import dev.lockstep.load.options.TalkOptions;
import dev.lockstep.load.report.BenchProgress;
import dev.lockstep.load.result.TrialResult;
import dev.lockstep.load.system.Deployment;
import dev.lockstep.load.system.LockstepSystem;
import dev.lockstep.load.talk.Talk;
import dev.lockstep.local.failure.UserException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code lockstep bench scale}: the same load for each task manager, with more and more of them.
 */
@Command(
        name = "scale",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs the job on 1, 2, 3 … task managers, each a process of its own with the same share",
            "of a core, and plays as many streams for each. Where cost and lag of a stream stay the",
            "same, streams grow with task managers; what they share (broker, job manager) is told",
            "apart, for it has to grow too.",
            ""
        })
public final class ScaleBenchCommand implements Callable<Integer> {
    private static final String FORMAT = "%8s %7s %18s %18s %9s %9s %9s %7s %7s %7s%n";
    private static final double MS_PER_SECOND = 1_000;

    @Option(
            names = "--task-managers",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,2,3",
            description = "How many, one trial each. Default: ${DEFAULT-VALUE}.")
    private List<Integer> taskManagers = List.of();

    @Option(
            names = "--streams-each",
            paramLabel = "N",
            defaultValue = "3",
            description = "Streams for each task manager. Default: ${DEFAULT-VALUE}.")
    private int streamsEach;

    @Option(
            names = "--cores",
            paramLabel = "SHARE",
            defaultValue = "0.5",
            description =
                    "CPU seconds a second that each task manager gets, by a control group; 0 for no"
                            + " limit. Default: ${DEFAULT-VALUE}.")
    private double cores;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "60",
            description = "Seconds measured in each trial. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--start-up",
            paramLabel = "N",
            defaultValue = "60",
            description =
                    "Seconds played before each trial, so that the JVMs have compiled what is"
                            + " measured. Default: ${DEFAULT-VALUE}.")
    private int startUp;

    @CommandLine.Mixin private TalkOptions spoken = new TalkOptions();

    @CommandLine.Mixin private ResultFolder out = new ResultFolder();

    @CommandLine.Mixin private JsonOutput json = new JsonOutput();

    @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        check(line);
        PrintWriter text = json.lines(line);
        List<Talk> talks = spoken.talks(line, ModelStore.standard(ProgressListener.NONE));
        BenchProgress progress = BenchProgress.on(line.getErr(), System.getenv());
        text.printf(
                FORMAT,
                "managers",
                "streams",
                "final p50/p95 s",
                "first p50/p95 s",
                "CPU s/s",
                "managers'",
                "shared",
                "RSS MB",
                "WER %",
                "missed");
        List<ScalePoint> points = new ArrayList<>();
        for (int count : taskManagers) {
            ScalePoint point = measure(count, talks, progress);
            progress.settle();
            points.add(point);
            row(text, point);
        }
        text.flush();
        json.print(line.getOut(), points);
        return CommandLine.ExitCode.OK;
    }

    private void check(CommandLine line) {
        if (streamsEach < 1 || seconds < 1 || startUp < 0 || cores < 0) {
            throw new CommandLine.ParameterException(
                    line,
                    "--streams-each and --seconds are at least 1, --start-up and --cores at least"
                            + " 0.");
        }
        if (taskManagers.stream().anyMatch(count -> count < 1)) {
            throw new CommandLine.ParameterException(line, "--task-managers are at least 1 each.");
        }
        if (cores > 0 && !CpuShare.possible()) {
            throw new UserException(
                    "This user may not make control groups here, so task managers cannot be held to"
                            + " a share of a core: run as root, or without a limit (--cores 0).");
        }
    }

    private ScalePoint measure(int count, List<Talk> talks, BenchProgress progress)
            throws IOException, InterruptedException {
        ScaleConf conf =
                new ScaleConf(
                        count, cores, ModelStore.standardCacheDir(System.getenv()), out.path());
        AtomicReference<@Nullable ClusterDeployment> running = new AtomicReference<>();
        Deployment.Launcher launcher =
                settings -> {
                    ClusterDeployment started = ClusterDeployment.start(conf, settings);
                    running.set(started);
                    return started;
                };
        try (LockstepSystem system =
                new LockstepSystem("lockstep, " + count + " managers", Map.of(), launcher, true)) {
            TrialDesk desk = new TrialDesk(system, talks, progress, true);
            desk.startUp(count * streamsEach, startUp);
            ClusterDeployment cluster = Objects.requireNonNull(running.get());
            double before = cluster.taskManagerCpuSeconds();
            ScoredTrial trial = desk.play(count * streamsEach, 0, seconds);
            double used = cluster.taskManagerCpuSeconds() - before;
            return new ScalePoint(
                    count, cores, trial.figures(), used / ((double) seconds * count * streamsEach));
        }
    }

    private static void row(PrintWriter text, ScalePoint point) {
        TrialResult result = point.result();
        text.printf(
                Locale.ROOT,
                FORMAT,
                point.taskManagers(),
                result.streams(),
                lags(result.finalLagMs()),
                lags(result.firstLagMs()),
                String.format(Locale.ROOT, "%.4f", result.cpuSecondsPerAudioSecond()),
                String.format(Locale.ROOT, "%.4f", point.taskManagerCpu()),
                String.format(Locale.ROOT, "%.4f", point.sharedCpu()),
                result.rssMb(),
                String.format(Locale.ROOT, "%.1f", 100 * result.wer()),
                result.missed());
        text.flush();
    }

    private static String lags(TrialResult.@Nullable LagFigures lags) {
        return lags == null
                ? "–"
                : String.format(
                        Locale.ROOT,
                        "%.2f / %.2f",
                        lags.p50() / MS_PER_SECOND,
                        lags.p95() / MS_PER_SECOND);
    }
}
