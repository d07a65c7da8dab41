package dev.lockstep.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.local.testing.CommandRun;
import dev.lockstep.local.testing.Ledgers;
import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.schema.registry.RegistryConf;
import dev.lockstep.schema.registry.SchemaRegistry;
import dev.lockstep.schema.serde.AvroRecordEncoder;
import dev.lockstep.schema.topic.Topic;
import dev.lockstep.schema.topic.TopicProvisioner;
import dev.lockstep.schema.topic.TopicProvisionerConf;
import dev.lockstep.schema.topic.Topics;
import dev.lockstep.sink.parquet.ZstdCodecFactory;
import dev.lockstep.stack.LocalStack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A topic as a Parquet file, with a real broker and a real registry. */
class ExportITCase {
    private static final String PREFIX = "export-";
    private static final Topic<LedgerEntry> LEDGER =
            Topics.LEDGER.named(PREFIX + Topics.LEDGER.name());

    private static LocalStack stack;

    @TempDir private Path folder;

    @BeforeAll
    static void publish() {
        stack = LocalStack.shared();
        new TopicProvisioner(TopicProvisionerConf.local(stack.bootstrapServers()))
                .createMissing(List.of(LEDGER));
        try (SchemaRegistry registry = RegistryConf.of(stack.registryUrl()).open();
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(
                                Map.of("bootstrap.servers", stack.bootstrapServers()),
                                new ByteArraySerializer(),
                                new ByteArraySerializer())) {
            AvroRecordEncoder<LedgerEntry> encoder = new AvroRecordEncoder<>(LEDGER, registry);
            for (int i = 0; i < 500; i++) {
                send(producer, encoder.encode(Ledgers.entry("audio-" + i % 7, i, 10L * i)));
            }
            send(producer, new byte[] {1, 2, 3});
        }
    }

    @Test
    void everyRecordIsInTheFileAndABadOneIsTold() throws Exception {
        Path file = folder.resolve("ledger.parquet");

        CommandRun run = export(Topics.LEDGER.name(), "--out", file.toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("1 records could not be decoded");
        assertThat(run.out()).contains("500 records of lockstep.ledger written to " + file);
        List<GenericRecord> read = read(file);
        assertThat(read).hasSize(500);
        assertThat(read).extracting(r -> (Long) r.get("interval")).doesNotHaveDuplicates();
        assertThat(read)
                .filteredOn(r -> r.get("source_id").toString().equals("audio-3"))
                .hasSize(71)
                .allMatch(r -> (Long) r.get("interval") % 7 == 3);
        assertThat(read).allMatch(r -> (Long) r.get("read") == 10L * (Long) r.get("interval"));
    }

    @Test
    void aTopicThatIsNoneIsASentenceWithTheOnesThereAre() {
        CommandRun run = export("lockstep.leger", "--out", folder.resolve("x").toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("no topic lockstep.leger", "lockstep.ledger");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFileThatCannotBeWrittenIsASentence() {
        CommandRun run = export(Topics.LEDGER.name(), "--out", folder.resolve("none/x").toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.errLines()).hasSize(1);
        assertThat(run.err()).contains("cannot be written", "--out");
    }

    private static CommandRun export(String topic, String... more) {
        List<String> args =
                new ArrayList<>(
                        List.of(
                                "export",
                                topic,
                                "--topic-prefix",
                                PREFIX,
                                "--bootstrap",
                                stack.bootstrapServers(),
                                "--registry",
                                stack.registryUrl()));
        args.addAll(List.of(more));
        return CommandRun.of(args.toArray(String[]::new));
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, byte[] value) {
        producer.send(
                new ProducerRecord<>(
                        LEDGER.name(), "talk".getBytes(StandardCharsets.UTF_8), value));
    }

    private static List<GenericRecord> read(Path file) throws IOException {
        List<GenericRecord> records = new ArrayList<>();
        try (ParquetReader<GenericRecord> reader =
                AvroParquetReader.<GenericRecord>builder(
                                new LocalInputFile(file), new PlainParquetConfiguration())
                        .withDataModel(GenericData.get())
                        .withCodecFactory(new ZstdCodecFactory())
                        .build()) {
            for (GenericRecord r = reader.read(); r != null; r = reader.read()) {
                records.add(r);
            }
        }
        return records;
    }
}
