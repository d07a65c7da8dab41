package dev.lockstep.producer.publish;

import dev.lockstep.schema.registry.RegistryConf;
import dev.lockstep.schema.registry.SchemaRegistry;
import dev.lockstep.schema.serde.AvroRecordDecoder;
import dev.lockstep.schema.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Makes topics and reads back what tests published; streams keep tests apart. */
public final class TestTopics {

    private TestTopics() {}

    /** A record with what Kafka knows of it. */
    public record Read<T>(T value, long timestampMs) {}

    /** Makes topics that are not there. */
    public static void create(String bootstrap, Topic<?>... topics)
            throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            for (Topic<?> topic : topics) {
                try {
                    admin.createTopics(
                                    List.of(
                                            new NewTopic(topic.name(), 1, (short) 1)
                                                    .configs(Map.of("retention.ms", "-1"))))
                            .all()
                            .get();
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw e;
                    }
                }
            }
        }
    }

    /** The records of a stream, until one satisfies {@code last}; at most a minute. */
    public static <T extends SpecificRecordBase> List<Read<T>> read(
            String bootstrap,
            String registryUrl,
            Topic<T> topic,
            String streamId,
            Predicate<T> last)
            throws Exception {
        Properties p = new Properties();
        p.put("bootstrap.servers", bootstrap);
        p.put("auto.offset.reset", "earliest");
        p.put("enable.auto.commit", "false");
        List<Read<T>> values = new ArrayList<>();
        try (SchemaRegistry registry = RegistryConf.of(registryUrl).open();
                KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(
                                p, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            AvroRecordDecoder<T> decoder = new AvroRecordDecoder<>(topic, registry);
            consumer.assign(List.of(new TopicPartition(topic.name(), 0)));
            consumer.seekToBeginning(consumer.assignment());
            long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
            while (System.nanoTime() < deadline) {
                for (ConsumerRecord<byte[], byte[]> record :
                        consumer.poll(Duration.ofMillis(200))) {
                    if (!streamId.equals(new String(record.key(), StandardCharsets.UTF_8))) {
                        continue;
                    }
                    T value = decoder.decode(record.value());
                    values.add(new Read<>(value, record.timestamp()));
                    if (last.test(value)) {
                        return values;
                    }
                }
            }
        }
        throw new AssertionError(
                "No last record of "
                        + streamId
                        + " on "
                        + topic.name()
                        + " after "
                        + values.size());
    }
}
