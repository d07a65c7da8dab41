package dev.lockstep.schema.serde;

import dev.lockstep.schema.registry.SchemaRegistry;
import dev.lockstep.schema.topic.Topic;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * {@link AvroRecordEncoder} for plain Kafka producers. Thread-safe. The registry stays open: it
 * belongs to whoever made it.
 */
public final class AvroKafkaSerializer<T extends SpecificRecordBase> implements Serializer<T> {
    private final Topic<T> topic;
    private final AvroRecordEncoder<T> encoder;

    /** A serializer for one topic. */
    public AvroKafkaSerializer(Topic<T> topic, SchemaRegistry registry) {
        this.topic = topic;
        this.encoder = new AvroRecordEncoder<>(topic, registry);
    }

    @Override
    public byte @Nullable [] serialize(String toTopic, @Nullable T value) {
        if (!topic.name().equals(toTopic)) {
            throw new IllegalArgumentException(
                    "This serializer writes to " + topic.name() + ", not to " + toTopic + ".");
        }
        return value == null ? null : encoder.encode(value);
    }
}
