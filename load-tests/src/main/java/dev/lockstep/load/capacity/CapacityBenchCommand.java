package dev.lockstep.load.capacity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.catalog.ProgressListener;
import dev.lockstep.load.options.JobOptions;
import dev.lockstep.load.options.JsonOutput;
import dev.lockstep.load.options.ResultFolder;
import dev.lockstep.load.options.TalkOptions;
import dev.lockstep.load.options.TrialOptions;
import dev.lockstep.load.report.BenchProgress;
import dev.lockstep.load.result.BenchFacts;
import dev.lockstep.load.system.LockstepConf;
import dev.lockstep.load.system.LockstepSystem;
import dev.lockstep.load.system.TrialPlan;
import dev.lockstep.load.talk.Talk;
import dev.lockstep.local.command.DurationConverter;
import dev.lockstep.local.failure.UserException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lockstep bench capacity}: how many streams this machine captions in real time. */
@Command(
        name = "capacity",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Captions streams in real time with broker, registry and job, all on this machine, and",
            "tells lags from the true end of each sentence, CPU, memory and word errors; searches",
            "for the highest number of streams whose final captions are in time.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lockstep bench capacity                       search, partials and finals",
            "  lockstep bench capacity --streams 4,8,16 --seconds 120",
            "  lockstep bench capacity --finals-only --max-final-p95 2s --json",
            "  lockstep bench capacity --streams 16 --soak 30m"
        })
public final class CapacityBenchCommand implements Callable<Integer> {
    private static final double SOAK_SHARE = 0.8;

    @Option(
            names = "--streams",
            paramLabel = "N,N,…|search",
            defaultValue = "search",
            converter = StreamCounts.Converter.class,
            description = "How many, one trial each, or search (default).")
    private StreamCounts streams = new StreamCounts(List.of());

    @Option(
            names = "--from",
            paramLabel = "N",
            defaultValue = "8",
            description = "Streams at which the search begins. Default: ${DEFAULT-VALUE}.")
    private int from;

    @CommandLine.Mixin private TrialOptions lengths = new TrialOptions();

    @CommandLine.Mixin private TalkOptions spoken = new TalkOptions();

    @CommandLine.Mixin private JobOptions job = new JobOptions();

    @Option(names = "--finals-only", description = "No captions before they are final.")
    private boolean finalsOnly;

    @Option(
            names = "--soak",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description =
                    "Then play 80 %% of the streams that were held, or of the highest number given,"
                            + " for so long, and tell lag, heap and memory by minute.")
    private @Nullable Duration soak;

    @CommandLine.Mixin private ResultFolder out = new ResultFolder();

    @CommandLine.Mixin private JsonOutput json = new JsonOutput();

    @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        PrintWriter text = json.lines(line);
        check(line);
        ModelStore store = ModelStore.standard(ProgressListener.NONE);
        List<Talk> talks = talks(line, store);
        BenchFacts facts = BenchFacts.now("capacity", asked(talks));
        CapacityGoal goal = new CapacityGoal(lengths.maxFinalP95());
        BenchProgress progress = BenchProgress.on(line.getErr(), System.getenv());
        Path cache = ModelStore.standardCacheDir(System.getenv());
        try (LockstepSystem system =
                new LockstepSystem(
                        new LockstepConf(job.parallelism(), job.settings(), cache, out.path()),
                        !finalsOnly)) {
            TrialDesk desk = new TrialDesk(system, talks, progress, !finalsOnly);
            desk.startUp(streams.search() ? from : streams.counts().get(0), lengths.startUp());
            CapacityTable table = new CapacityTable(text);
            table.head();
            List<ScoredTrial> trials = new ArrayList<>();
            int held = measure(goal, desk, progress, table, trials);
            ScoredTrial best = best(trials, held);
            ScoredTrial longOne = null;
            ObjectNode whole = save(facts, goal, held, best, trials, longOne);
            if (soak != null) {
                int many = held > 0 ? held : trials.get(trials.size() - 1).figures().streams();
                system.collectHeap(true);
                longOne =
                        desk.play(
                                Math.max(1, (int) Math.floor(SOAK_SHARE * many)),
                                lengths.warmUp(),
                                (int) soak.toSeconds());
                progress.settle();
                table.row(longOne, goal.broken(longOne));
                CapacityTable.soak(text, Soak.of(longOne));
                whole = save(facts, goal, held, best, trials, longOne);
            }
            text.println(
                    "written to "
                            + out.path().resolve("capacity.json")
                            + " and capacity.html beside it");
            text.println(
                    held == 0
                            ? "No number of streams that was tried is held."
                            : held + " streams are held.");
            text.flush();
            json.print(line.getOut(), CapacityJson.brief(whole));
        }
        return CommandLine.ExitCode.OK;
    }

    private void check(CommandLine line) {
        lengths.check(line, streams.search());
        if (from < 1 || lengths.most() < from) {
            throw new CommandLine.ParameterException(line, "--from is from 1 to --most.");
        }
    }

    private List<Talk> talks(CommandLine line, ModelStore store) throws IOException {
        List<Talk> talks = spoken.talks(line, store);
        if (!talks.stream().allMatch(Talk::timed)) {
            throw new UserException(
                    "Lags are counted from the ends of sentences, which a reference in .txt does"
                            + " not tell: give one in .vtt or .srt.");
        }
        return talks;
    }

    private int measure(
            CapacityGoal goal,
            TrialDesk desk,
            BenchProgress progress,
            CapacityTable table,
            List<ScoredTrial> trials)
            throws IOException, InterruptedException {
        TrialRunner runner = count -> desk.play(count, lengths.warmUp(), lengths.seconds());
        if (streams.search()) {
            CapacitySearch.Found found =
                    new CapacitySearch(
                                    goal,
                                    runner,
                                    from,
                                    lengths.most(),
                                    (trial, broken) -> {
                                        progress.settle();
                                        table.row(trial, broken);
                                    })
                            .run();
            trials.addAll(found.trials());
            return found.streams();
        }
        int held = 0;
        for (int count : streams.counts()) {
            ScoredTrial trial = runner.run(count);
            progress.settle();
            table.row(trial, goal.broken(trial));
            trials.add(trial);
            held = goal.broken(trial).isEmpty() ? Math.max(held, count) : held;
        }
        return held;
    }

    /** The last trial of the highest number that was held, or else the shortest lag. */
    private static ScoredTrial best(List<ScoredTrial> trials, int held) {
        return trials.stream()
                .filter(trial -> trial.figures().streams() == held)
                .reduce((first, second) -> second)
                .orElseGet(
                        () ->
                                trials.stream()
                                        .min(
                                                Comparator.comparingInt(
                                                        trial -> trial.figures().streams()))
                                        .orElseThrow());
    }

    private Map<String, String> asked(List<Talk> talks) {
        Map<String, String> asked = new LinkedHashMap<>(job.settings());
        asked.put("streams", streams.search() ? "search" : streams.counts().toString());
        lengths.note(asked);
        asked.put("partials", String.valueOf(!finalsOnly));
        asked.put("parallelism", String.valueOf(job.parallelism()));
        asked.put("talks", String.join(", ", talks.stream().map(Talk::name).toList()));
        asked.put("chunk", TrialPlan.CHUNK.toMillis() + " ms");
        if (soak != null) {
            asked.put("soak", soak.toString());
        }
        return asked;
    }

    /** Writes what there is; done before a soak too, which may end otherwise than it should. */
    private ObjectNode save(
            BenchFacts facts,
            CapacityGoal goal,
            int held,
            ScoredTrial best,
            List<ScoredTrial> trials,
            @Nullable ScoredTrial longOne)
            throws IOException {
        ObjectNode whole = CapacityJson.whole(facts, goal, held, best, trials, longOne);
        out.write("capacity.json", whole);
        CapacityPage.write(
                out.path().resolve("capacity.html"), facts, goal, held, best, trials, longOne);
        return whole;
    }
}
