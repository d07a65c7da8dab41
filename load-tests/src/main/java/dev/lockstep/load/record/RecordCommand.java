package dev.lockstep.load.record;

import dev.lockstep.load.archive.ArchiveReader;
import dev.lockstep.local.command.ClusterOptions;
import dev.lockstep.local.command.CommandContext;
import dev.lockstep.local.command.DurationConverter;
import dev.lockstep.local.failure.UserException;
import dev.lockstep.local.terminal.Display;
import dev.lockstep.local.topic.NamedTopics;
import dev.lockstep.schema.topic.Topic;
import dev.lockstep.schema.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lockstep record}: topics into an archive that can be replayed. */
@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Records topics into an archive (MCAP) that lockstep replay plays again: every record",
            "as it was, when it arrived, and the schemas. Ends when all streams have ended, or at",
            "Ctrl-C. lockstep replay FILE --info says what is in it.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lockstep record --out talk.mcap --bootstrap kafka:9092 \\",
            "      --registry http://registry:8081",
            "  lockstep record --out now.mcap --from now --for 10min --stream lobby \\",
            "      --bootstrap kafka:9092 --registry http://registry:8081"
        })
public final class RecordCommand implements Callable<Integer> {
    private final CommandContext context;

    @Mixin private ClusterOptions cluster = new ClusterOptions();

    @Option(
            names = {"-o", "--out"},
            required = true,
            paramLabel = "FILE",
            description = "The archive to write.")
    private @Nullable Path out;

    @Option(
            names = "--topics",
            split = ",",
            paramLabel = "TOPIC,…",
            description = "What is recorded (default media.audio,media.video,media.text).")
    private @Nullable List<String> topics;

    @Option(
            names = "--stream",
            paramLabel = "ID",
            description = "Record this stream alone (default: all).")
    private @Nullable String stream;

    @Option(
            names = "--from",
            paramLabel = "beginning|now",
            defaultValue = "beginning",
            description = "Where recording begins (default ${DEFAULT-VALUE}).")
    private Start from = Start.BEGINNING;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long is recorded, for instance 10min.")
    private @Nullable Duration duration;

    @Option(
            names = "--payload-dir",
            paramLabel = "DIR",
            description =
                    "Folder of the pictures that travel by reference (produce.payload-dir): they go"
                            + " into the archive too.")
    private @Nullable Path payloadDir;

    @Option(
            names = "--topic-prefix",
            paramLabel = "PREFIX",
            defaultValue = "",
            description = "What stands in front of the names of the topics of this cluster.")
    private String prefix = "";

    /** Where recording begins. */
    enum Start {
        BEGINNING,
        NOW
    }

    /** The command, with what it has of the world outside. */
    public RecordCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        Path target = Objects.requireNonNull(out);
        Display display = context.display(false);
        RecordConf conf =
                new RecordConf(
                        cluster.bootstrap(),
                        cluster.registryConf(),
                        prefix,
                        chosen(),
                        Optional.ofNullable(stream),
                        from == Start.BEGINNING,
                        Optional.ofNullable(payloadDir),
                        Optional.ofNullable(duration));
        ArchivedRecords records = record(target, conf, display);
        try (ArchiveReader reader = ArchiveReader.open(target)) {
            ArchiveText.of(reader.contents(), reader.size()).forEach(display::line);
        }
        records.notes().forEach(display::line);
        List<String> problems = records.problems();
        problems.forEach(problem -> context.err().println("lockstep: " + problem));
        return problems.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private ArchivedRecords record(Path target, RecordConf conf, Display display) {
        ArchiveFile file = ArchiveFile.create(target);
        try (file) {
            ArchivedRecords records =
                    new TopicRecorder(conf, display, context.interrupts(), System::nanoTime)
                            .record(file);
            file.finish();
            return records;
        } catch (UserException e) {
            throw file.told(e);
        }
    }

    private List<Topic<?>> chosen() {
        List<String> names = topics;
        if (names == null) {
            return List.of(Topics.MEDIA_AUDIO, Topics.MEDIA_VIDEO, Topics.MEDIA_TEXT);
        }
        return names.stream().<Topic<?>>map(NamedTopics::named).toList();
    }
}
