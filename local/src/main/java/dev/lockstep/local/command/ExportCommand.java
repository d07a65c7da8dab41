package dev.lockstep.local.command;

import dev.lockstep.local.failure.UserException;
import dev.lockstep.local.terminal.Display;
import dev.lockstep.local.topic.NamedTopics;
import dev.lockstep.local.topic.TopicSnapshot;
import dev.lockstep.schema.topic.Topic;
import dev.lockstep.sink.parquet.ParquetRecordWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lockstep export}: the records of a topic as a Parquet file. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes the records of a topic, from its beginning to where it ends now, into a",
            "Parquet file: a column for each field, which pandas, DuckDB, Spark and others read.",
            "Only committed records; one that cannot be decoded is named in the log and counted.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lockstep export lockstep.transcripts.settled \\",
            "      --bootstrap kafka:9092 --registry http://registry:8081",
            "  lockstep export lockstep.aligned.settled --out windows.parquet \\",
            "      --bootstrap kafka:9092 --registry http://registry:8081",
            "  duckdb -c \"SELECT stream_id, committed_text FROM 'captions.parquet'\""
        })
final class ExportCommand implements Callable<Integer> {
    private final CommandContext context;

    @Parameters(
            paramLabel = "TOPIC",
            description = "A topic of Lockstep, for instance lockstep.aligned.settled.")
    private String topic = "";

    @Mixin private ClusterOptions cluster = new ClusterOptions();

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "The file to write (default ./TOPIC.parquet).")
    private @Nullable Path out;

    @Option(
            names = "--topic-prefix",
            paramLabel = "PREFIX",
            defaultValue = "",
            description = "What stands in front of the names of the topics of this cluster.")
    private String prefix = "";

    ExportCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        return export(NamedTopics.named(topic));
    }

    private <T extends SpecificRecordBase> int export(Topic<T> of) throws IOException {
        Path file = out == null ? Path.of(of.name() + ".parquet") : out;
        Display display = context.display(false);
        Counting<T> counting;
        long undecodable;
        try (ParquetRecordWriter<T> writer = create(file, of.type())) {
            counting = new Counting<>(writer, of.name(), display);
            undecodable =
                    TopicSnapshot.read(
                            cluster.bootstrap,
                            cluster.registryConf(),
                            of.prefixed(prefix),
                            counting);
            writer.finish();
        }
        display.settle();
        display.line(counting.records + " records of " + of.name() + " written to " + file);
        if (undecodable == 0) {
            return CommandLine.ExitCode.OK;
        }
        context.err()
                .println(
                        "lockstep: "
                                + undecodable
                                + " records could not be decoded and are left out; "
                                + context.logFile()
                                + " names each.");
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static <T extends SpecificRecordBase> ParquetRecordWriter<T> create(
            Path file, Class<T> type) {
        try {
            return ParquetRecordWriter.create(file, type);
        } catch (IOException e) {
            throw new UserException(
                    file.toAbsolutePath()
                            + " cannot be written ("
                            + e.getMessage()
                            + "): name another file with --out.",
                    e);
        }
    }

    /** Writes what is read and shows how far it is. */
    private static final class Counting<T extends SpecificRecordBase>
            implements TopicSnapshot.Reader<T> {
        private final ParquetRecordWriter<T> writer;
        private final String name;
        private final Display display;
        private long records;

        Counting(ParquetRecordWriter<T> writer, String name, Display display) {
            this.writer = writer;
            this.name = name;
            this.display = display;
        }

        @Override
        public void record(T value) throws IOException {
            writer.write(value);
            records++;
        }

        @Override
        public void progress(long read, long total) {
            display.progress("exporting " + name, read, total);
        }
    }
}
