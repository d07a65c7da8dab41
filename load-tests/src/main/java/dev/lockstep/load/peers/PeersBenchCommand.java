package dev.lockstep.load.peers;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.catalog.ProgressListener;
import dev.lockstep.inference.operator.CatalogueSpeechModels;
import dev.lockstep.load.capacity.CapacityGoal;
import dev.lockstep.load.report.BenchProgress;
import dev.lockstep.load.result.BenchFacts;
import dev.lockstep.load.system.CaptioningSystem;
import dev.lockstep.load.system.LockstepConf;
import dev.lockstep.load.system.LockstepSystem;
import dev.lockstep.load.system.TrialPlan;
import dev.lockstep.load.talk.Talk;
import dev.lockstep.load.talk.TalkFiles;
import dev.lockstep.local.command.DurationConverter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

    @Option(
            names = "--most",
            paramLabel = "N",
            defaultValue = "128",
            description = "Streams at which a search ends. Default: ${DEFAULT-VALUE}.")
    private int most;

    @Option(
            names = "--max-final-p95",
            paramLabel = "TIME",
            defaultValue = "3s",
            converter = DurationConverter.class,
            description =
                    "Longest 95th percentile from the end of a sentence to its final line at which"
                            + " streams are held. Default: ${DEFAULT-VALUE}.")
    private Duration maxFinalP95 = Duration.ZERO;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "60",
            description = "Seconds measured in each trial. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "20",
            description =
                    "Seconds played before them that are not measured. Default: ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(
            names = "--start-up",
            paramLabel = "N",
            defaultValue = "60",
            description =
                    "Seconds played to Lockstep before its first trial, so that the JVM has"
                            + " compiled what is measured. Default: ${DEFAULT-VALUE}.")
    private int startUp;

    @Option(
            names = "--clip",
            paramLabel = "FILE",
            description =
                    "Anything FFmpeg opens, with its --reference; default: the readings that the"
                            + " models bring.")
    private @Nullable Path clip;

    @Option(
            names = "--reference",
            paramLabel = "FILE",
            description =
                    "What is said in the clip: .vtt or .srt with a cue for each sentence, or .txt,"
                            + " which tells word errors alone.")
    private @Nullable Path reference;

    @Option(
            names = "--whisper-model",
            paramLabel = "FOLDER",
            description =
                    "Whisper in CTranslate2's format for the systems with faster-whisper; default:"
                            + " tiny.en from a package.")
    private @Nullable Path whisperModel;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            defaultValue = "lockstep-out/bench-peers",
            description = "Folder for peers.json. Default: ${DEFAULT-VALUE}.")
    private Path out = Path.of(".");

    @Option(names = "--json", description = "Print the results as one JSON list on the last line.")
    private boolean json;

    @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        PrintWriter text = json ? line.getErr() : line.getOut();
        check(line);
        ModelStore store = ModelStore.standard(ProgressListener.NONE);
        Map<String, Supplier<CaptioningSystem>> known = known(store);
        List<String> chosen = chosen(line, known);
        List<Talk> talks =
                clip == null
                        ? TalkFiles.samples(store)
                        : List.of(TalkFiles.read(clip, Objects.requireNonNull(reference)));
        if (search && !talks.stream().allMatch(Talk::timed)) {
            throw new CommandLine.ParameterException(
                    line, "--search needs a --reference with times: give it in .vtt or .srt.");
        }
        BenchFacts facts = BenchFacts.now("peers", asked(chosen, talks));
        BenchProgress progress = BenchProgress.on(line.getErr(), System.getenv());
        PeersRun run =
                new PeersRun(
                        talks,
                        new PeersRun.Lengths(warmUp, seconds),
                        new CapacityGoal(maxFinalP95),
                        progress,
                        new PeersTable(text));
        for (String name : chosen) {
            Supplier<CaptioningSystem> system = Objects.requireNonNull(known.get(name));
            // The others start anew for each trial.
            int before = name.startsWith(LOCKSTEP) ? startUp : 0;
            if (search) {
                run.search(system, before, most);
            } else {
                run.play(system, before, streams);
            }
        }
        write(PeersJson.whole(facts, run), text);
        run.notes().forEach(text::println);
        text.flush();
        if (json) {
            line.getOut().println(new ObjectMapper().writeValueAsString(PeersJson.results(run)));
            line.getOut().flush();
        }
        return run.results().isEmpty() ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
    }

    private void check(CommandLine line) {
        if ((clip == null) != (reference == null)) {
            throw new CommandLine.ParameterException(
                    line, "--clip and --reference belong together: give both or none.");
        }
        boolean none = streams.stream().anyMatch(n -> n < 1);
        if (seconds < 1 || warmUp < 0 || startUp < 0 || most < 1 || none) {
            throw new CommandLine.ParameterException(
                    line,
                    "--streams, --most and --seconds are at least 1, --warm-up and --start-up are"
                            + " at least 0.");
        }
        if (search && seconds < 30) {
            throw new CommandLine.ParameterException(
                    line, "A search needs --seconds of at least 30, or growth cannot be told.");
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
        Files.createDirectories(out);
        Path models =
                Path.of(CatalogueSpeechModels.standard(1, false).resolve(store).modelFolder());
        LockstepConf conf = new LockstepConf(2, Map.of(), cache, out);
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
        asked.put("max-final-p95", maxFinalP95.toMillis() + " ms");
        asked.put("seconds", String.valueOf(seconds));
        asked.put("warm-up", String.valueOf(warmUp));
        asked.put("start-up", String.valueOf(startUp));
        asked.put("talks", String.join(", ", talks.stream().map(Talk::name).toList()));
        asked.put("chunk", TrialPlan.CHUNK.toMillis() + " ms");
        return asked;
    }

    private void write(Object whole, PrintWriter text) throws IOException {
        Path file = out.resolve("peers.json");
        Files.writeString(
                file,
                new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(whole));
        text.println("written to " + file);
    }
}
