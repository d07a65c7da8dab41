package dev.lockstep.load.replay;

import dev.lockstep.load.archive.ArchiveChannel;
import dev.lockstep.load.archive.ArchiveContents;
import dev.lockstep.load.archive.ArchiveException;
import dev.lockstep.load.archive.ArchiveReader;
import dev.lockstep.load.record.ArchiveText;
import dev.lockstep.load.settled.SettledLines;
import dev.lockstep.local.command.CommandContext;
import dev.lockstep.local.failure.UserException;
import dev.lockstep.local.terminal.Display;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lockstep replay ARCHIVE}: plays an archive to a cluster or through a local pipeline. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Plays what lockstep record has recorded: to a cluster, or where none is named through",
            "a pipeline on this machine, whose settled results it waits for and compares. Records",
            "keep their bytes, event times and spacing; delivery can be disturbed on purpose, with",
            "a seed.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lockstep replay talk.mcap --info",
            "  lockstep replay talk.mcap --speed max --out before",
            "  lockstep replay talk.mcap --speed max --expect before --duplicate 0.05",
            "  lockstep replay talk.mcap --streams 8 --stagger 2s --skew video=300ms \\",
            "      --bootstrap kafka:9092 --registry http://registry:8081"
        })
public final class ReplayCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(paramLabel = "ARCHIVE", description = "What lockstep record has written.")
    private @Nullable Path archive;

    @Option(names = "--info", description = "Say what is in the archive, and play nothing.")
    private boolean info;

    @Mixin private DeliveryOptions delivery = new DeliveryOptions();

    @Option(
            names = "--topics",
            split = ",",
            paramLabel = "TOPIC,…",
            description = "What is sent (default: the archive's media.* topics).")
    private @Nullable List<String> topics;

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT,…",
            description = "Kafka brokers (default: a pipeline on this machine).")
    private @Nullable String bootstrap;

    @Option(
            names = "--registry",
            paramLabel = "URL",
            description = "Schema registry (Confluent-compatible API) of those brokers.")
    private @Nullable String registry;

    @Option(
            names = "--topic-prefix",
            paramLabel = "PREFIX",
            defaultValue = "",
            description = "What stands in front of the names of the topics of that cluster.")
    private String prefix = "";

    @Option(
            names = "--payload-dir",
            paramLabel = "DIR",
            description =
                    "Folder in which the job reads pictures that travel by reference"
                            + " (vision.payload-dir): those of the archive are put there.")
    private @Nullable Path payloadDir;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            description =
                    "Write the settled results here: captions.jsonl, windows.jsonl, digest.json;"
                            + " of several copies in copy-1, copy-2, ….")
    private @Nullable Path out;

    @Option(
            names = "--expect",
            paramLabel = "DIR",
            description =
                    "Compare the settled results with those that an earlier --out wrote; with"
                            + " differences the exit code is 1. Copies are compared with copy-1,"
                            + " copy-2, … where these are there.")
    private @Nullable Path expect;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "Set an option of the job on this machine, for instance"
                            + " --set align.out-of-orderness=2s; see docs/configuration.md.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            defaultValue = "2",
            description = "Subtasks of each operator of that job (default ${DEFAULT-VALUE}).")
    private int parallelism;

    @Option(
            names = "--json",
            description =
                    "Print the result as one JSON object on the last line of standard output, and"
                            + " everything else on standard error.")
    private boolean json;

    /** The command, with what it has of the world outside. */
    public ReplayCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        Display display = context.display(json);
        try (ArchiveReader reader = open()) {
            if (info) {
                ArchiveText.of(reader.contents(), reader.size()).forEach(display::line);
                return CommandLine.ExitCode.OK;
            }
            reader.contents().truncated().ifPresent(display::line);
            ReplayConf conf = conf(reader.contents());
            List<SettledLines> expected = expected();
            try (ReplayTarget target = target(display)) {
                ReplayOutcome outcome =
                        new Replay(
                                        reader,
                                        conf,
                                        target,
                                        display,
                                        context.interrupts(),
                                        PacerClock.SYSTEM)
                                .play(results());
                return new OutcomeReport(context, display, json).tell(outcome, out, expected);
            }
        }
    }

    /**
     * Settled results come of a local pipeline always, and of a cluster when they are asked for.
     */
    private boolean results() {
        return bootstrap == null || out != null || expect != null;
    }

    private ArchiveReader open() throws IOException {
        Path file = Objects.requireNonNull(archive);
        if (Files.isDirectory(file)) {
            throw new UserException(file + " is a folder: name an archive in it.");
        }
        try {
            return ArchiveReader.open(file);
        } catch (NoSuchFileException e) {
            throw new UserException(file + " is not there: name an archive.", e);
        } catch (ArchiveException e) {
            String said = String.valueOf(e.getMessage());
            throw new UserException(
                    said.startsWith(file.toString()) ? said : file + ": " + said, e);
        }
    }

    /** What each copy is compared with; empty for nothing. */
    private List<SettledLines> expected() {
        if (expect == null) {
            return List.of();
        }
        try {
            boolean each = delivery.copies > 1 && Files.isDirectory(OutcomeReport.copy(expect, 1));
            List<SettledLines> read = new ArrayList<>();
            for (int copy = 1; copy <= delivery.copies; copy++) {
                read.add(SettledLines.read(each ? OutcomeReport.copy(expect, copy) : expect));
            }
            return read;
        } catch (IOException e) {
            throw new UserException(
                    expect
                            + " has no settled results ("
                            + e
                            + "): name a folder that lockstep replay --out wrote.",
                    e);
        }
    }

    private ReplayConf conf(ArchiveContents contents) {
        Set<String> archived =
                contents.channels().values().stream()
                        .map(ArchiveChannel::topic)
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> sent =
                topics == null
                        ? archived.stream()
                                .filter(topic -> topic.startsWith("media."))
                                .collect(Collectors.toSet())
                        : Set.copyOf(topics);
        if (contents.messages() == 0) {
            throw new UserException(archive + " has no records: there is nothing to replay.");
        }
        if (sent.isEmpty() || !archived.containsAll(sent)) {
            throw new UserException(
                    "The archive has "
                            + String.join(", ", archived)
                            + ": name some of them with --topics.");
        }
        if (delivery.startAt.toNanos() > contents.durationNs()) {
            throw new UserException(
                    String.format(
                            Locale.ROOT,
                            "--start-at is beyond the end of the archive, which lasts %.1f s.",
                            contents.durationNs() / 1e9));
        }
        if (delivery.copies < 1) {
            throw new UserException("--streams must be 1 or more.");
        }
        return new ReplayConf(
                delivery.speed,
                sent,
                bootstrap == null ? "" : prefix,
                delivery.copies,
                delivery.stagger.toNanos(),
                delivery.startAt.toNanos(),
                delivery.naming(),
                delivery.perturbations());
    }

    private ReplayTarget target(Display display) throws IOException {
        if (bootstrap == null) {
            return ReplayTarget.local(context, settings, payloadDir, parallelism, display);
        }
        if (registry == null) {
            throw new UserException("The brokers need a --registry beside them.");
        }
        return ReplayTarget.cluster(bootstrap, registry, payloadDir);
    }
}
