package dev.lockstep.load.testing;

import dev.lockstep.schema.avro.TextEvent;
import dev.lockstep.schema.avro.TextKind;
import dev.lockstep.schema.avro.VideoFrame;
import dev.lockstep.schema.registry.RegistryConf;
import dev.lockstep.schema.registry.SchemaRegistry;
import dev.lockstep.schema.serde.AvroRecordEncoder;
import dev.lockstep.schema.topic.Topic;
import dev.lockstep.schema.topic.TopicProvisioner;
import dev.lockstep.schema.topic.TopicProvisionerConf;
import dev.lockstep.schema.topic.Topics;
import dev.lockstep.stack.LocalStack;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topics of media of the shared stack under a prefix of their own, and records on them. */
public final class MediaTopics {
    /** Event time of the record with number 0, µs since the epoch. */
    public static final long START_US = 1_700_000_000_000_000L;

    private static final long STEP_US = 10_000;

    private final LocalStack stack = LocalStack.shared();
    private final String prefix;

    private MediaTopics(String prefix) {
        this.prefix = prefix;
    }

    /** Makes them, one partition each. */
    public static MediaTopics create(String prefix) {
        MediaTopics topics = new MediaTopics(prefix);
        new TopicProvisioner(
                        new TopicProvisionerConf(topics.stack.bootstrapServers(), 1, (short) 1))
                .createMissing(
                        List.<Topic<?>>of(
                                Topics.MEDIA_AUDIO.prefixed(prefix),
                                Topics.MEDIA_VIDEO.prefixed(prefix),
                                Topics.MEDIA_TEXT.prefixed(prefix)));
        return topics;
    }

    /** A command with the options that name the stack and the prefix. */
    public String[] command(String name, String... options) {
        List<String> arguments = new ArrayList<>(List.of(name));
        arguments.addAll(List.of(options));
        arguments.addAll(
                List.of(
                        "--bootstrap",
                        stack.bootstrapServers(),
                        "--registry",
                        stack.registryUrl(),
                        "--topic-prefix",
                        prefix));
        return arguments.toArray(String[]::new);
    }

    /** The name that a topic has here. */
    public String name(Topic<?> topic) {
        return prefix + topic.name();
    }

    /** Sends texts of a source, with sequence numbers from one to before another. */
    public void sendTexts(String stream, int from, int to) throws Exception {
        List<TextEvent> texts = new ArrayList<>();
        for (int i = from; i < to; i++) {
            texts.add(text(stream, i, "text " + i, false));
        }
        send(Topics.MEDIA_TEXT, texts);
    }

    /** Sends the last record of that source. */
    public void sendEnd(String stream, int sequence) throws Exception {
        send(Topics.MEDIA_TEXT, List.of(text(stream, sequence, "", true)));
    }

    /** A text. */
    public static TextEvent text(String stream, int sequence, String text, boolean end) {
        long timeUs = START_US + sequence * STEP_US;
        return TextEvent.newBuilder()
                .setStreamId(stream)
                .setSourceId("text-0")
                .setSequence(sequence)
                .setEventTimeUs(timeUs)
                .setPtsUs(sequence * STEP_US)
                .setDurationUs(0)
                .setIngestTimeUs(timeUs)
                .setKind(TextKind.CHAT)
                .setText(text)
                .setEndOfStream(end)
                .build();
    }

    /** A picture without its picture: its payload or a reference is for the caller to set. */
    public static VideoFrame frame(String stream, int sequence) {
        long timeUs = START_US + sequence * STEP_US;
        return VideoFrame.newBuilder()
                .setStreamId(stream)
                .setSourceId("video-0")
                .setSequence(sequence)
                .setEventTimeUs(timeUs)
                .setPtsUs(sequence * STEP_US)
                .setDurationUs(0)
                .setIngestTimeUs(timeUs)
                .setWidth(0)
                .setHeight(0)
                .setCodec("jpeg")
                .build();
    }

    /** Sends bytes as they are and waits until the broker has them. */
    public void sendBytes(Topic<?> topic, List<byte[]> values) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (byte[] value : values) {
                producer.send(new ProducerRecord<>(name(topic), 0, null, value)).get();
            }
        }
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Sends records and waits until the broker has them. */
    public <T extends SpecificRecordBase> void send(Topic<T> topic, List<T> values)
            throws Exception {
        try (SchemaRegistry registry = RegistryConf.of(stack.registryUrl()).open();
                KafkaProducer<byte[], byte[]> producer = producer()) {
            Topic<T> own = topic.prefixed(prefix);
            AvroRecordEncoder<T> encoder = new AvroRecordEncoder<>(own, registry);
            for (T value : values) {
                String stream = String.valueOf(own.streamId(value));
                producer.send(
                                new ProducerRecord<>(
                                        own.name(),
                                        0,
                                        own.eventTimeUs(value) / 1_000,
                                        stream.getBytes(StandardCharsets.UTF_8),
                                        encoder.encode(value)))
                        .get();
            }
        }
    }
}
