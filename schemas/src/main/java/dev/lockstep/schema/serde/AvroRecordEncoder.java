package dev.lockstep.schema.serde;

import dev.lockstep.schema.registry.SchemaRegistry;
import dev.lockstep.schema.registry.SchemaRegistryException;
import dev.lockstep.schema.topic.Topic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Turns records of a topic into bytes in the Confluent wire format, registering the schema under
 * the topic's subject at the first record. Thread-safe.
 */
public final class AvroRecordEncoder<T extends SpecificRecordBase> {
    private static final int LEAST_BYTES = 512;
    private static final int MOST_BYTES = 16 * 1024;

    private final Topic<T> topic;
    private final SchemaRegistry registry;
    private final SpecificDatumWriter<T> writer;

    /** Room for the next record: records of a topic resemble each other, and growing copies. */
    private volatile int roomBytes = LEAST_BYTES;

    /** An encoder; makes no request to the registry yet. */
    public AvroRecordEncoder(Topic<T> topic, SchemaRegistry registry) {
        this.topic = topic;
        this.registry = registry;
        this.writer =
                new SpecificDatumWriter<>(topic.schema(), SpecificData.getForClass(topic.type()));
    }

    /**
     * The bytes of a record.
     *
     * @throws IllegalArgumentException when a field that must be set is not
     * @throws SchemaRegistryException when the schema cannot be registered
     */
    public byte[] encode(T value) {
        int id = registry.register(topic.subject(), topic.schema());
        ByteArrayOutputStream out = new ByteArrayOutputStream(roomBytes);
        ByteBuffer header = ByteBuffer.allocate(WireFormat.HEADER_BYTES);
        WireFormat.writeHeader(header, id);
        out.writeBytes(header.array());
        // A fresh encoder each time: after a failed record a kept one would hold its bytes.
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        try {
            writer.write(value, encoder);
            encoder.flush();
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "A "
                            + topic.type().getSimpleName()
                            + " for topic "
                            + topic.name()
                            + " cannot be written: "
                            + e.getMessage()
                            + ". Set every field that has no default.",
                    e);
        }
        roomBytes = Math.max(LEAST_BYTES, Math.min(MOST_BYTES, out.size() + out.size() / 8));
        return out.toByteArray();
    }
}
