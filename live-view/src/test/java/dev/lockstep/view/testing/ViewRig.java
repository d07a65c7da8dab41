package dev.lockstep.view.testing;

import dev.lockstep.schema.registry.ConfluentSchemaRegistry;
import dev.lockstep.schema.registry.RegistryConf;
import dev.lockstep.schema.serde.AvroKafkaDeserializer;
import dev.lockstep.schema.serde.AvroRecordEncoder;
import dev.lockstep.schema.topic.Topic;
import dev.lockstep.schema.topic.TopicProvisioner;
import dev.lockstep.schema.topic.TopicProvisionerConf;
import dev.lockstep.stack.LocalStack;
import dev.lockstep.view.config.ViewConf;
import dev.lockstep.view.topology.ViewTopics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Topics of a test's own on the real broker and registry, and what writes and counts them. */
public final class ViewRig implements AutoCloseable {
    /** Partitions of each topic. */
    public static final int PARTITIONS = 2;

    private final String name;
    private final LocalStack stack = LocalStack.shared();
    private final ViewTopics topics;
    private final ConfluentSchemaRegistry registry;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<String, AvroRecordEncoder<?>> encoders = new HashMap<>();

    /**
     * Makes the topics.
     *
     * @param name no other test has it
     */
    public ViewRig(String name) {
        this.name = name;
        topics = ViewTopics.withPrefix(name + ".");
        registry = new ConfluentSchemaRegistry(RegistryConf.of(stack.registryUrl()));
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", stack.bootstrapServers(), "linger.ms", 0),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        new TopicProvisioner(
                        new TopicProvisionerConf(stack.bootstrapServers(), PARTITIONS, (short) 1))
                .createMissing(topics.all());
    }

    /** The topics. */
    public ViewTopics topics() {
        return topics;
    }

    /** The registry. */
    public ConfluentSchemaRegistry registry() {
        return registry;
    }

    /** Settings of an instance by key. */
    public Map<String, String> settings(Path stateDir, Map<String, String> more) {
        Map<String, String> all = new HashMap<>();
        all.put("kafka.bootstrap-servers", stack.bootstrapServers());
        all.put("registry.url", stack.registryUrl());
        all.put("kafka.topic-prefix", name + ".");
        all.put("view.application-id", "view");
        all.put("view.state-dir", stateDir.toString());
        all.putAll(more);
        return all;
    }

    /** Configuration of an instance. */
    public ViewConf conf(Path stateDir, Map<String, String> more) {
        return ViewConf.of(settings(stateDir, more));
    }

    /** Publishes records of a topic and waits for the broker. */
    @SafeVarargs
    public final <T extends SpecificRecordBase> void publish(Topic<T> topic, T... records) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (T record : records) {
            sent.add(send(topic, topic.key(record), encoder(topic).encode(record)));
        }
        await(sent);
    }

    /** Publishes bytes as they are. */
    public void publishBytes(Topic<?> topic, String key, byte[] value) {
        await(List.of(send(topic, key.getBytes(StandardCharsets.UTF_8), value)));
    }

    private Future<RecordMetadata> send(Topic<?> topic, byte @Nullable [] key, byte[] value) {
        return producer.send(new ProducerRecord<>(topic.name(), key, value));
    }

    private void await(List<Future<RecordMetadata>> sent) {
        producer.flush();
        for (Future<RecordMetadata> one : sent) {
            try {
                one.get();
            } catch (InterruptedException | ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private <T extends SpecificRecordBase> AvroRecordEncoder<T> encoder(Topic<T> topic) {
        return (AvroRecordEncoder<T>)
                encoders.computeIfAbsent(
                        topic.name(), key -> new AvroRecordEncoder<>(topic, registry));
    }

    /** All records of a topic up to its present end. */
    public <T extends SpecificRecordBase> List<T> readAll(Topic<T> topic) {
        List<T> found = new ArrayList<>();
        try (KafkaConsumer<byte[], T> consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers", stack.bootstrapServers(),
                                "isolation.level", "read_committed",
                                "auto.offset.reset", "earliest"),
                        new ByteArrayDeserializer(),
                        new AvroKafkaDeserializer<>(topic, registry))) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (int i = 0; i < PARTITIONS; i++) {
                partitions.add(new TopicPartition(topic.name(), i));
            }
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], T> record : consumer.poll(Duration.ofMillis(200))) {
                    found.add(record.value());
                }
            }
        }
        return found;
    }

    @Override
    public void close() {
        producer.close();
        registry.close();
    }
}
