package dev.lockstep.load.peers;

import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.catalog.ProgressListener;
import dev.lockstep.inference.operator.CatalogueSpeechModels;
import dev.lockstep.load.capacity.CapacityGoal;
import dev.lockstep.load.options.JsonOutput;
import dev.lockstep.load.options.ResultFolder;
import dev.lockstep.load.options.TalkOptions;
import dev.lockstep.load.options.TrialOptions;
import dev.lockstep.load.report.BenchProgress;
import dev.lockstep.load.result.BenchFacts;
import dev.lockstep.load.system.CaptioningSystem;
import dev.lockstep.load.system.LockstepConf;
import dev.lockstep.load.system.LockstepSystem;
import dev.lockstep.load.system.TrialPlan;
import dev.lockstep.load.talk.Talk;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lockstep bench peers}: ours and other captioning systems, one after the other. */
@Command(
        name = "peers",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Plays the same streams in real time to Lockstep and to other captioning systems on",
            "this machine, one after the other, and tells lags from the true end of each sentence,",
            "CPU, memory and word errors. The others are installed with pip into environments of",
            "their own under the cache folder; WhisperLive takes 6 GB. docs/peers.md says more.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lockstep bench peers                              all systems, 1, 4 and 16 streams",
            "  lockstep bench peers --systems lockstep,plain --search --json",
            "  lockstep bench peers --systems moonshine --streams 6 --seconds 160"
        })
public final class PeersBenchCommand implements Callable<Integer> {
    private static final String LOCKSTEP = "lockstep";
    private static final String LOCKSTEP_FINALS = "lockstep-finals";

    @Option(
            names = "--systems",
            paramLabel = "NAME",
            split = ",",
            description = {
                "Which, in this order: lockstep, lockstep-finals, moonshine, moonshine-patched,",
                "whisperlive, whisperlive-tuned, plain, pyflink. Default: all."
            })
    private List<String> systems = new ArrayList<>();

    @Option(
            names = "--streams",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,4,16",
            description = "How many streams, one trial each. Default: ${DEFAULT-VALUE}.")
    private List<Integer> streams = new ArrayList<>();

    @Option(
            names = "--search",
            description =
                    "Search for the highest number of streams that each holds; without --streams.")
    private boolean search;

    @CommandLine.Mixin private TrialOptions lengths = new TrialOptions();

    @CommandLine.Mixin private TalkOptions spoken = new TalkOptions();

    @Option(
            names = "--whisper-model",
            paramLabel = "FOLDER",
            description =
                    "Whisper in CTranslate2's format for the systems with faster-whisper; default:"
                            + " tiny.en from a package.")
    private @Nullable Path whisperModel;

    @CommandLine.Mixin private ResultFolder out = new ResultFolder();

    @CommandLine.Mixin private JsonOutput json = new JsonOutput();

    @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        PrintWriter text = json.lines(line);
        check(line);
        ModelStore store = ModelStore.standard(ProgressListener.NONE);
        Map<String, Supplier<CaptioningSystem>> known = known(store);
        List<String> chosen = chosen(line, known);
        List<Talk> talks = spoken.talks(line, store);
        if (search && !talks.stream().allMatch(Talk::timed)) {
            throw new CommandLine.ParameterException(
                    line, "--search needs a --reference with times: give it in .vtt or .srt.");
        }
        BenchFacts facts = BenchFacts.now("peers", asked(chosen, talks));
        BenchProgress progress = BenchProgress.on(line.getErr(), System.getenv());
        CapacityGoal goal = new CapacityGoal(lengths.maxFinalP95());
        PeersRun run =
                new PeersRun(
                        talks,
                        new PeersRun.Lengths(lengths.warmUp(), lengths.seconds()),
                        goal,
                        progress,
                        new PeersTable(text));
        for (String name : chosen) {
            Supplier<CaptioningSystem> system = Objects.requireNonNull(known.get(name));
            // The others start anew for each trial.
            int before = name.startsWith(LOCKSTEP) ? lengths.startUp() : 0;
            if (search) {
                run.search(system, before, lengths.most());
            } else {
                run.play(system, before, streams);
            }
        }
        Path file = out.write("peers.json", PeersJson.whole(facts, run));
        PeersPage.write(out.path().resolve("peers.html"), facts, goal, run);
        text.println("written to " + file + " and peers.html beside it");
        run.notes().forEach(text::println);
        text.flush();
        json.print(line.getOut(), PeersJson.results(run));
        return run.results().isEmpty() ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
    }

    private void check(CommandLine line) {
        lengths.check(line, search);
        if (streams.stream().anyMatch(n -> n < 1)) {
            throw new CommandLine.ParameterException(line, "--streams are at least 1 each.");
        }
    }

    private List<String> chosen(CommandLine line, Map<String, Supplier<CaptioningSystem>> known) {
        for (String name : systems) {
            if (!known.containsKey(name)) {
                throw new CommandLine.ParameterException(
                        line,
                        "There is no system "
                                + name
                                + "; choose from "
                                + String.join(", ", known.keySet())
                                + ".");
            }
        }
        return systems.isEmpty() ? List.copyOf(known.keySet()) : systems;
    }

    private Map<String, Supplier<CaptioningSystem>> known(ModelStore store) throws IOException {
        Path cache = ModelStore.standardCacheDir(System.getenv());
        Path models =
                Path.of(CatalogueSpeechModels.standard(1, false).resolve(store).modelFolder());
        LockstepConf conf = new LockstepConf(2, Map.of(), cache, out.path());
        Map<String, Supplier<CaptioningSystem>> known = new LinkedHashMap<>();
        known.put(LOCKSTEP, () -> new LockstepSystem(conf, true));
        known.put(LOCKSTEP_FINALS, () -> new FinalsOnly(new LockstepSystem(conf, false)));
        known.putAll(
                new PeerSystems(
                                cache.resolve("bench"),
                                models,
                                new WhisperModel(Optional.ofNullable(whisperModel)),
                                System.err)
                        .all());
        return known;
    }

    private Map<String, String> asked(List<String> chosen, List<Talk> talks) {
        Map<String, String> asked = new LinkedHashMap<>();
        asked.put("systems", String.join(",", chosen));
        asked.put("streams", search ? "search" : streams.toString());
        lengths.note(asked);
        asked.put("talks", String.join(", ", talks.stream().map(Talk::name).toList()));
        asked.put("chunk", TrialPlan.CHUNK.toMillis() + " ms");
        return asked;
    }
}
