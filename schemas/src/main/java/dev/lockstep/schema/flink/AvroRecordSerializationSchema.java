package dev.lockstep.schema.flink;

import dev.lockstep.schema.registry.SchemaRegistrySupplier;
import dev.lockstep.schema.serde.AvroRecordEncoder;
import dev.lockstep.schema.topic.Topic;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Turns records into Kafka records of a topic: key {@code stream_id}, timestamp event time. Each
 * task opens a registry client of its own with its first record.
 */
public final class AvroRecordSerializationSchema<T extends SpecificRecordBase>
        implements KafkaRecordSerializationSchema<T>, KafkaDatasetFacetProvider {
    private static final long serialVersionUID = 1L;

    private final Topic<T> topic;
    private final SchemaRegistrySupplier registry;
    private transient @Nullable AvroRecordEncoder<T> encoder;

    /** A schema that writes to a topic. */
    public AvroRecordSerializationSchema(Topic<T> topic, SchemaRegistrySupplier registry) {
        this.topic = topic;
        this.registry = registry;
    }

    /** Tells the sink its topic: it looks up there which transactions a failed run left open. */
    @Override
    public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
        return Optional.of(
                new DefaultKafkaDatasetFacet(
                        DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic.name()))));
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            T value, KafkaSinkContext context, @Nullable Long timestamp) {
        AvroRecordEncoder<T> open = encoder;
        if (open == null) {
            open = new AvroRecordEncoder<>(topic, registry.open());
            encoder = open;
        }
        return new ProducerRecord<>(
                topic.name(), null, topic.timestampMs(value), topic.key(value), open.encode(value));
    }
}
