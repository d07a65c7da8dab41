package dev.lockstep.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.local.testing.CommandRun;
import dev.lockstep.producer.ffmpeg.MediaFormat;
import dev.lockstep.producer.ffmpeg.MediaWriter;
import dev.lockstep.schema.avro.PayloadReference;
import dev.lockstep.schema.avro.VideoFrame;
import dev.lockstep.schema.payload.FilePayloadStore;
import dev.lockstep.schema.payload.PayloadStore;
import dev.lockstep.schema.registry.RegistryConf;
import dev.lockstep.schema.registry.SchemaRegistry;
import dev.lockstep.schema.serde.AvroRecordDecoder;
import dev.lockstep.schema.serde.UndecodableRecordException;
import dev.lockstep.schema.topic.Topics;
import dev.lockstep.stack.LocalStack;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pictures that are too large for a record go into the folder that an option names. */
@Timeout(120)
class ProducePayloadsITCase {
    private static final int WIDTH = 1_280;
    private static final int HEIGHT = 720;

    @TempDir private Path dir;
    private Path film = Path.of("");

    @BeforeEach
    void writeNoise() throws Exception {
        film = dir.resolve("noise.mkv");
        MediaFormat format =
                MediaFormat.sound("matroska", "flac", 16_000, 1)
                        .withPictures("mjpeg", WIDTH, HEIGHT, 1)
                        .withVideoBitRate(200_000_000)
                        .withoutSound();
        Random random = new Random(1);
        byte[] bgr = new byte[3 * WIDTH * HEIGHT];
        try (MediaWriter writer = MediaWriter.open(film, format)) {
            for (int i = 0; i < 2; i++) {
                random.nextBytes(bgr);
                writer.writePicture(bgr, i * 1_000_000L);
            }
        }
    }

    @Test
    void largePicturesAreStoredAndReferredTo() throws Exception {
        Path payloads = dir.resolve("payloads");
        CommandRun run = produce("large", "--set", "produce.payload-dir=" + payloads);
        assertThat(run.code()).as(run.err()).isZero();

        List<VideoFrame> frames = frames("large", 3);
        PayloadStore store = new FilePayloadStore(payloads, Duration.ofDays(1), Clock.systemUTC());
        for (VideoFrame frame : frames.subList(0, 2)) {
            assertThat(frame.getPayload()).isNull();
            PayloadReference reference = frame.getPayloadReference();
            assertThat(reference.getSizeBytes()).isGreaterThan(PayloadStore.INLINE_LIMIT_BYTES);
            assertThat(store.get(reference)).startsWith(0xff, 0xd8);
        }
        assertThat(frames.get(2).getEndOfStream()).isTrue();
    }

    @Test
    void withoutAFolderThereIsASentenceThatNamesTheOption() {
        CommandRun run = produce("nowhere");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.errLines()).hasSize(1);
        assertThat(run.err())
                .contains("more than goes into a record")
                .contains("let produce.payload-dir name a folder that the readers share");
    }

    @Test
    void aFolderThatCannotBeWrittenIsASentence() throws Exception {
        Path file = Files.createFile(dir.resolve("file"));
        CommandRun run = produce("unwritable", "--set", "produce.payload-dir=" + file);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.errLines()).hasSize(1);
        assertThat(run.err())
                .contains("could not be stored in " + file)
                .contains("name a folder that can be written to");
    }

    private CommandRun produce(String stream, String... more) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "produce",
                                film.toString(),
                                "--bootstrap",
                                LocalStack.shared().bootstrapServers(),
                                "--registry",
                                LocalStack.shared().registryUrl(),
                                "--stream",
                                stream,
                                "--speed",
                                "max",
                                "--create-topics",
                                "--set",
                                "produce.jpeg-quality=100"));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private static List<VideoFrame> frames(String stream, int count) {
        List<VideoFrame> frames = new ArrayList<>();
        Map<String, Object> conf =
                Map.of(
                        "bootstrap.servers",
                        LocalStack.shared().bootstrapServers(),
                        "group.id",
                        "payloads-" + stream,
                        "auto.offset.reset",
                        "earliest");
        try (SchemaRegistry registry = RegistryConf.of(LocalStack.shared().registryUrl()).open();
                KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(
                                conf, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            AvroRecordDecoder<VideoFrame> decoder =
                    new AvroRecordDecoder<>(Topics.MEDIA_VIDEO, registry);
            consumer.subscribe(List.of(Topics.MEDIA_VIDEO.name()));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(
                            () -> {
                                for (ConsumerRecord<byte[], byte[]> record :
                                        consumer.poll(Duration.ofMillis(200))) {
                                    add(record, stream, decoder, frames);
                                }
                                return frames.size() >= count;
                            });
        }
        return frames;
    }

    private static void add(
            ConsumerRecord<byte[], byte[]> record,
            String stream,
            AvroRecordDecoder<VideoFrame> decoder,
            List<VideoFrame> frames)
            throws UndecodableRecordException {
        if (new String(record.key(), StandardCharsets.UTF_8).equals(stream)) {
            frames.add(decoder.decode(record.value()));
        }
    }
}
