package dev.lockstep.load.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.load.archive.ArchiveReader;
import dev.lockstep.local.command.CommandContext;
import dev.lockstep.local.command.RootCommand;
import dev.lockstep.local.run.Interrupts;
import dev.lockstep.local.terminal.TerminalKind;
import dev.lockstep.schema.avro.TextEvent;
import dev.lockstep.schema.registry.RegistryConf;
import dev.lockstep.schema.registry.SchemaRegistry;
import dev.lockstep.schema.topic.Topic;
import dev.lockstep.schema.topic.TopicProvisioner;
import dev.lockstep.schema.topic.TopicProvisionerConf;
import dev.lockstep.schema.topic.Topics;
import dev.lockstep.stack.LocalStack;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records, good ones and bad ones, from one set of topics through an archive to another. */
class RecordedBytesITCase {
    private static final int RECORDS = 10;

    private final LocalStack stack = LocalStack.shared();
    @TempDir private Path dir = Path.of("");

    @Test
    void theSameBytesKeysAndTimestampsComeOut() throws Exception {
        createTopics("bytes-a.");
        createTopics("bytes-b.");
        send("bytes-a.media.text");
        Path archive = dir.resolve("a.mcap");
        String recorded =
                lockstep(
                        0,
                        "record",
                        "--out",
                        archive.toString(),
                        "--topic-prefix",
                        "bytes-a.",
                        "--bootstrap",
                        stack.bootstrapServers(),
                        "--registry",
                        stack.registryUrl());
        assertThat(recorded)
                .contains("media.text of talk: 10 records")
                .contains("2 of them are no records of their topics and are kept as they were.");
        assertThat(dir.resolve("a.mcap.part")).doesNotExist();
        try (ArchiveReader reader = ArchiveReader.open(archive)) {
            assertThat(reader.contents().messages()).isEqualTo(RECORDS + 2);
        }
        String replayed = replay(archive, "bytes-b.");
        assertThat(replayed).contains("12 records sent").contains("12 acknowledged, 0 failed");
        List<ConsumerRecord<byte[], byte[]>> before = read("bytes-a.media.text");
        List<ConsumerRecord<byte[], byte[]>> after = read("bytes-b.media.text");
        assertThat(texts(after)).isEqualTo(texts(before));
    }

    @Test
    void whatIsNoArchiveIsTold() throws IOException {
        String err =
                lockstep(
                        1,
                        "replay",
                        dir.resolve("none.mcap").toString(),
                        "--bootstrap",
                        stack.bootstrapServers(),
                        "--registry",
                        stack.registryUrl());
        assertThat(err).contains("none.mcap is not there: name an archive.");
        Path text = Files.writeString(dir.resolve("text.mcap"), "no archive at all");
        assertThat(lockstep(1, "replay", text.toString(), "--info"))
                .contains("is no archive, as it does not begin with the mark of an MCAP file");
    }

    private String replay(Path archive, String prefix) {
        return lockstep(
                0,
                "replay",
                archive.toString(),
                "--speed",
                "max",
                "--topic-prefix",
                prefix,
                "--bootstrap",
                stack.bootstrapServers(),
                "--registry",
                stack.registryUrl());
    }

    private void createTopics(String prefix) {
        new TopicProvisioner(new TopicProvisionerConf(stack.bootstrapServers(), 1, (short) 1))
                .createMissing(
                        List.<Topic<?>>of(
                                Topics.MEDIA_AUDIO.prefixed(prefix),
                                Topics.MEDIA_VIDEO.prefixed(prefix),
                                Topics.MEDIA_TEXT.prefixed(prefix)));
    }

    /** Records of a stream, among them one that cannot be decoded and one without a value. */
    private void send(String topic) throws Exception {
        try (SchemaRegistry registry = RegistryConf.of(stack.registryUrl()).open();
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(
                                Map.of("bootstrap.servers", stack.bootstrapServers()),
                                new ByteArraySerializer(),
                                new ByteArraySerializer())) {
            int id = registry.register(topic + "-value", TextEvent.getClassSchema());
            byte[] key = "talk".getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < RECORDS; i++) {
                byte[] avro = Recordings.avro(i, i >= RECORDS - 2);
                byte[] value =
                        ByteBuffer.allocate(5 + avro.length)
                                .put((byte) 0)
                                .putInt(id)
                                .put(avro)
                                .array();
                long timestampMs = Recordings.START_NS / 1_000_000;
                producer.send(new ProducerRecord<>(topic, 0, timestampMs, key, value)).get();
                if (i == 4) {
                    byte[] bad = {7, 7, 7};
                    producer.send(new ProducerRecord<>(topic, 0, timestampMs, key, bad)).get();
                    producer.send(
                                    new ProducerRecord<byte[], byte[]>(
                                            topic, 0, timestampMs, new byte[] {-1, -2}, null))
                            .get();
                }
            }
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", stack.bootstrapServers()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            consumer.seekToBeginning(consumer.assignment());
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(
                            () -> {
                                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                                return records.size() >= RECORDS + 2;
                            });
        }
        return records;
    }

    /** In any order between keys; within a key in their order. */
    private static List<String> texts(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .sorted(
                        Comparator.comparing(
                                (ConsumerRecord<byte[], byte[]> r) -> Arrays.toString(r.key())))
                .map(
                        r ->
                                Arrays.toString(r.key())
                                        + " "
                                        + r.timestamp()
                                        + " "
                                        + Arrays.toString(r.value()))
                .toList();
    }

    private static String lockstep(int expectedCode, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        CommandContext context =
                new CommandContext(
                        stream,
                        stream,
                        TerminalKind.plain(),
                        TerminalKind.plain(),
                        System.getenv(),
                        Interrupts.none());
        int code = RootCommand.commandLine(context).execute(arguments);
        String said = out.toString(StandardCharsets.UTF_8);
        assertThat(code).as(said).isEqualTo(expectedCode);
        return said;
    }
}
