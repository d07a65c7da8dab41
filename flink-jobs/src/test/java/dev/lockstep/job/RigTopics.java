package dev.lockstep.job;

import dev.lockstep.schema.registry.ConfluentSchemaRegistry;
import dev.lockstep.schema.registry.RegistryConf;
import dev.lockstep.schema.serde.AvroKafkaDeserializer;
import dev.lockstep.schema.serde.AvroRecordEncoder;
import dev.lockstep.schema.topic.Topic;
import dev.lockstep.stack.LocalStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Topics of one test on the real broker and registry. */
final class RigTopics implements AutoCloseable {
    /** How long what should come is waited for. */
    static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final int PARTITIONS = 2;

    private final LocalStack stack = LocalStack.shared();
    private final ConfluentSchemaRegistry registry =
            new ConfluentSchemaRegistry(RegistryConf.of(stack.registryUrl()));

    /** Makes topics. */
    void create(List<? extends Topic<?>> topics) throws Exception {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", (Object) stack.bootstrapServers()))) {
            admin.createTopics(
                            topics.stream()
                                    .map(t -> new NewTopic(t.name(), PARTITIONS, (short) 1))
                                    .toList())
                    .all()
                    .get();
        }
    }

    String bootstrapServers() {
        return stack.bootstrapServers();
    }

    String registryUrl() {
        return stack.registryUrl();
    }

    <T extends SpecificRecordBase> AvroRecordEncoder<T> encoder(Topic<T> topic) {
        return new AvroRecordEncoder<>(topic, registry);
    }

    <T extends SpecificRecordBase> void send(
            Producer<byte[], byte[]> producer, Topic<T> topic, List<T> records) {
        AvroRecordEncoder<T> encode = encoder(topic);
        for (T record : records) {
            producer.send(
                    new ProducerRecord<>(topic.name(), topic.key(record), encode.encode(record)));
        }
    }

    /** Reads what is committed to a topic until it satisfies {@code enough}. */
    <T extends SpecificRecordBase> List<ConsumerRecord<byte[], T>> records(
            Topic<T> topic, Predicate<List<T>> enough) {
        return records(topic, (consumer, read) -> enough.test(read));
    }

    /** Reads all that is committed to a topic now. */
    <T extends SpecificRecordBase> List<ConsumerRecord<byte[], T>> all(Topic<T> topic) {
        return records(
                topic,
                (consumer, read) ->
                        consumer.endOffsets(consumer.assignment()).entrySet().stream()
                                .allMatch(
                                        end -> consumer.position(end.getKey()) >= end.getValue()));
    }

    private <T extends SpecificRecordBase> List<ConsumerRecord<byte[], T>> records(
            Topic<T> topic, BiPredicate<KafkaConsumer<?, ?>, List<T>> enough) {
        List<ConsumerRecord<byte[], T>> found = new ArrayList<>();
        List<T> values = new ArrayList<>();
        try (KafkaConsumer<byte[], T> consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers", stack.bootstrapServers(),
                                "isolation.level", "read_committed",
                                "auto.offset.reset", "earliest"),
                        new ByteArrayDeserializer(),
                        new AvroKafkaDeserializer<>(topic, registry))) {
            consumer.assign(
                    IntStream.range(0, PARTITIONS)
                            .mapToObj(i -> new TopicPartition(topic.name(), i))
                            .toList());
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!enough.test(consumer, values) && System.nanoTime() < deadline) {
                for (ConsumerRecord<byte[], T> read : consumer.poll(Duration.ofMillis(200))) {
                    found.add(read);
                    values.add(read.value());
                }
            }
        }
        return found;
    }

    @Override
    public void close() {
        registry.close();
    }
}
