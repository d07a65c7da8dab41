package dev.lockstep.schema.flink;

import dev.lockstep.schema.registry.SchemaRegistrySupplier;
import dev.lockstep.schema.serde.AvroRecordEncoder;
import dev.lockstep.schema.topic.Topic;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Turns records into Kafka records of a topic: key {@code stream_id}, timestamp event time. Each
 * task opens a registry client of its own with its first record.
 */
public final class AvroRecordSerializationSchema<T extends SpecificRecordBase>
        implements KafkaRecordSerializationSchema<T> {
    private static final long serialVersionUID = 1L;

    private final Topic<T> topic;
    private final SchemaRegistrySupplier registry;
    private transient @Nullable AvroRecordEncoder<T> encoder;

    /** A schema that writes to a topic. */
    public AvroRecordSerializationSchema(Topic<T> topic, SchemaRegistrySupplier registry) {
        this.topic = topic;
        this.registry = registry;
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
