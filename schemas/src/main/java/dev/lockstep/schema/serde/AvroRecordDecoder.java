package dev.lockstep.schema.serde;

import dev.lockstep.schema.deadletter.FailureKind;
import dev.lockstep.schema.registry.SchemaRegistry;
import dev.lockstep.schema.registry.SchemaRegistryException;
import dev.lockstep.schema.topic.Topic;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SystemLimitException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * Turns bytes in the Confluent wire format into records of a topic, whatever compatible schema they
 * were written with. Each record gets a fresh decoder, so a bad one leaves no trace in the next.
 * Not thread-safe.
 */
public final class AvroRecordDecoder<T extends SpecificRecordBase> {
    private static final int MAX_WRITERS = 1_000;

    private final Topic<T> topic;
    private final SchemaRegistry registry;
    private final Map<Integer, SpecificDatumReader<T>> readers = new HashMap<>();

    /** A decoder; makes no request to the registry yet. */
    public AvroRecordDecoder(Topic<T> topic, SchemaRegistry registry) {
        this.topic = topic;
        this.registry = registry;
    }

    /**
     * The record in the bytes.
     *
     * @throws UndecodableRecordException for whatever is wrong with them, and nothing else
     */
    public T decode(byte @Nullable [] value) throws UndecodableRecordException {
        int id = WireFormat.schemaId(value);
        byte[] bytes = value == null ? new byte[0] : value;
        if (bytes.length > topic.maxMessageBytes()) {
            throw new UndecodableRecordException(
                    FailureKind.TOO_LARGE,
                    "The value has "
                            + bytes.length
                            + " bytes and "
                            + topic.name()
                            + " takes "
                            + topic.maxMessageBytes()
                            + "; big payloads travel by reference.");
        }
        T decoded = read(bytes, reader(id));
        RecordChecks.check(topic, decoded);
        return decoded;
    }

    private T read(byte[] bytes, SpecificDatumReader<T> reader) throws UndecodableRecordException {
        BinaryDecoder decoder =
                DecoderFactory.get()
                        .binaryDecoder(
                                bytes,
                                WireFormat.HEADER_BYTES,
                                bytes.length - WireFormat.HEADER_BYTES,
                                null);
        T decoded;
        boolean atEnd;
        try {
            decoded = reader.read(null, decoder);
            atEnd = decoder.isEnd();
        } catch (Throwable t) {
            // Hostile bytes raise errors of every kind, StackOverflowError among them; none of
            // them may take the other records of the topic with it.
            FailureKind kind =
                    t instanceof SystemLimitException || t instanceof OutOfMemoryError
                            ? FailureKind.TOO_LARGE
                            : FailureKind.CORRUPT;
            throw new UndecodableRecordException(kind, corrupt(t), t);
        }
        if (!atEnd) {
            throw new UndecodableRecordException(
                    FailureKind.TRAILING_BYTES,
                    "Bytes follow the "
                            + topic.type().getSimpleName()
                            + "; its writer stated the wrong schema id.");
        }
        return decoded;
    }

    private String corrupt(Throwable t) {
        return "The bytes are not a "
                + topic.type().getSimpleName()
                + " ("
                + t.getClass().getSimpleName()
                + ": "
                + t.getMessage()
                + "); write it again from its source.";
    }

    private SpecificDatumReader<T> reader(int id) throws UndecodableRecordException {
        SpecificDatumReader<T> known = readers.get(id);
        if (known != null) {
            return known;
        }
        SpecificDatumReader<T> reader =
                new SpecificDatumReader<>(
                        compatible(writerSchema(id), id),
                        topic.schema(),
                        SpecificData.getForClass(topic.type()));
        if (readers.size() >= MAX_WRITERS) {
            readers.clear();
        }
        readers.put(id, reader);
        return reader;
    }

    private Schema writerSchema(int id) throws UndecodableRecordException {
        try {
            return registry.byId(id);
        } catch (SchemaRegistryException e) {
            FailureKind kind =
                    switch (e.kind()) {
                        case UNREACHABLE, REFUSED -> FailureKind.REGISTRY_UNREACHABLE;
                        case NOT_FOUND -> FailureKind.UNKNOWN_SCHEMA_ID;
                        case INCOMPATIBLE -> FailureKind.INCOMPATIBLE_SCHEMA;
                    };
            throw new UndecodableRecordException(kind, String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            throw new UndecodableRecordException(
                    FailureKind.UNKNOWN_SCHEMA_ID, "Schema " + id + " cannot be used: " + e, e);
        }
    }

    private Schema compatible(Schema writer, int id) throws UndecodableRecordException {
        SchemaCompatibility.SchemaPairCompatibility pair;
        try {
            pair = SchemaCompatibility.checkReaderWriterCompatibility(topic.schema(), writer);
        } catch (AvroTypeException | StackOverflowError e) {
            throw new UndecodableRecordException(
                    FailureKind.INCOMPATIBLE_SCHEMA, "Schema " + id + " cannot be read: " + e, e);
        }
        if (pair.getType() != SchemaCompatibilityType.COMPATIBLE) {
            throw new UndecodableRecordException(
                    FailureKind.INCOMPATIBLE_SCHEMA,
                    "Schema "
                            + id
                            + " ("
                            + writer.getFullName()
                            + ") cannot be read as "
                            + topic.type().getSimpleName()
                            + "; the record belongs on another topic.");
        }
        return writer;
    }
}
