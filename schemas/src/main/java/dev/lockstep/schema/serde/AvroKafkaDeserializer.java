package dev.lockstep.schema.serde;

import dev.lockstep.schema.registry.SchemaRegistry;
import dev.lockstep.schema.topic.Topic;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * {@link AvroRecordDecoder} for plain Kafka consumers. Not thread-safe, like the consumer. The
 * registry stays open: it belongs to whoever made it.
 *
 * <p>A bad record throws {@link SerializationException} with an {@link UndecodableRecordException}
 * as its cause; the consumer's exception then names partition and offset, to seek past it.
 */
public final class AvroKafkaDeserializer<T extends SpecificRecordBase> implements Deserializer<T> {
    private final AvroRecordDecoder<T> decoder;

    /** A deserializer for one topic. */
    public AvroKafkaDeserializer(Topic<T> topic, SchemaRegistry registry) {
        this.decoder = new AvroRecordDecoder<>(topic, registry);
    }

    @Override
    public @Nullable T deserialize(String fromTopic, byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        try {
            return decoder.decode(value);
        } catch (UndecodableRecordException e) {
            throw new SerializationException(e.reason(), e);
        }
    }
}
