package dev.lockstep.schema.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.schema.Samples;
import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.avro.TextEvent;
import dev.lockstep.schema.registry.RegistryConf;
import dev.lockstep.schema.registry.SchemaRegistry;
import dev.lockstep.schema.serde.AvroRecordEncoder;
import dev.lockstep.schema.topic.Topic;
import dev.lockstep.schema.topic.TopicProvisioner;
import dev.lockstep.schema.topic.TopicProvisionerConf;
import dev.lockstep.schema.topic.Topics;
import dev.lockstep.stack.LocalStack;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** From a real topic through a Flink job; the registry is real too. */
class PoisonedTopicITCase {
    private static final LocalStack STACK = LocalStack.shared();

    private final Topic<TextEvent> topic = Topics.MEDIA_TEXT.named("poisoned-" + UUID.randomUUID());
    private final RegistryConf registry = RegistryConf.of(STACK.registryUrl());

    @Test
    void badRecordsBecomeDeadLettersAndTheOthersArePassedOnAsTheyAre() throws Exception {
        byte[] bad = encode("BAD");
        bad[bad.length - 7] = 0x7e;
        byte[] truncated = Arrays.copyOf(encode("x"), 20);
        byte[] foreign = "{\"json\":true}".getBytes(StandardCharsets.UTF_8);
        byte[] unknownId = {0, 0x7f, 0x7f, 0x7f, 0x7f, 1, 2};
        List<byte[]> values = new ArrayList<>();
        values.add(encode("a"));
        values.add(bad);
        values.add(encode("c"));
        values.add(encode("d"));
        values.add(encode("e"));
        values.add(truncated);
        values.add(foreign);
        values.add(unknownId);
        values.add(null);
        values.add(encode("f"));
        publish(values);

        List<String> texts = new ArrayList<>();
        List<DeadLetter> letters = new ArrayList<>();
        runJob(texts, letters);

        assertThat(texts).containsExactly("a", "c", "d", "e", "f");
        assertThat(letters)
                .extracting(l -> l.getOffset() + " " + l.getFailureKind())
                .containsExactly(
                        "1 CORRUPT", "5 CORRUPT", "6 BAD_MAGIC", "7 UNKNOWN_SCHEMA_ID", "8 EMPTY");
        assertThat(letters.get(0).getValue()).isEqualTo(ByteBuffer.wrap(bad));
        assertThat(letters.get(0).getTopic()).isEqualTo(topic.name());
        assertThat(letters.get(0).getRecordTimeMs()).isEqualTo(1_234);
        assertThat(letters.get(4).getValue()).isNull();
        assertThat(letters).extracting(DeadLetter::getStreamId).containsOnly("s");
    }

    private void runJob(List<String> texts, List<DeadLetter> letters) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
        KafkaSource<RawRecord> source =
                KafkaSource.<RawRecord>builder()
                        .setBootstrapServers(STACK.bootstrapServers())
                        .setTopics(topic.name())
                        .setStartingOffsets(OffsetsInitializer.earliest())
                        .setBounded(OffsetsInitializer.latest())
                        .setDeserializer(new RawRecordDeserializationSchema())
                        .build();
        SingleOutputStreamOperator<TextEvent> decoded =
                env.fromSource(source, WatermarkStrategy.noWatermarks(), "raw")
                        // A shuffle, so that raw records cross the network as on a cluster.
                        .rebalance()
                        .process(new DecodeFunction<>(topic, registry));
        CloseableIterator<TextEvent> good = decoded.collectAsync();
        CloseableIterator<DeadLetter> bad =
                decoded.getSideOutput(DecodeFunction.DEAD_LETTERS).collectAsync();
        env.execute();
        try (good;
                bad) {
            good.forEachRemaining(event -> texts.add(event.getText()));
            bad.forEachRemaining(letters::add);
        }
    }

    private byte[] encode(String text) {
        try (SchemaRegistry client = registry.open()) {
            return new AvroRecordEncoder<>(topic, client).encode(Samples.text("s", 0, text));
        }
    }

    private void publish(List<byte[]> values) throws Exception {
        new TopicProvisioner(new TopicProvisionerConf(STACK.bootstrapServers(), 1, (short) 1))
                .createMissing(List.of(topic));
        byte[] key = "s".getBytes(StandardCharsets.UTF_8);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", STACK.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (byte[] value : values) {
                producer.send(new ProducerRecord<>(topic.name(), 0, 1_234L, key, value)).get();
            }
        }
    }
}
