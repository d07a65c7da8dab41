package dev.lockstep.schema.topic;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * A topic: its name, the record on it and how far the broker lets it grow. Immutable.
 *
 * <p>Every record has one of its fields as the Kafka key (UTF-8), {@code stream_id} but on topics
 * that belong to no stream, and as the Kafka timestamp event time.
 *
 * @param name name in Kafka
 * @param type the generated class of its records
 * @param eventTimeField the record's field that holds event time, µs since the epoch
 * @param keyField the record's field that is the Kafka key
 * @param maxMessageBytes largest record batch that the topic takes, bytes
 * @param retentionBytes how much of each partition is kept, bytes; -1 for all of it
 * @param compacted whether only the newest record of each key is kept
 */
public record Topic<T extends SpecificRecordBase>(
        String name,
        Class<T> type,
        String eventTimeField,
        String keyField,
        int maxMessageBytes,
        long retentionBytes,
        boolean compacted)
        implements Serializable {
    private static final String STREAM_ID = "stream_id";

    /** Checks that the record has the fields which the key and the timestamp come from. */
    public Topic {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A topic needs a name.");
        }
        if (maxMessageBytes < 1024) {
            throw new IllegalArgumentException(
                    "Topic " + name + " must take records of 1024 bytes at least.");
        }
        Schema schema = SpecificData.get().getSchema(type);
        if (schema.getField(keyField) == null || schema.getField(eventTimeField) == null) {
            throw new IllegalArgumentException(
                    "Records of topic "
                            + name
                            + " need the fields "
                            + keyField
                            + " and "
                            + eventTimeField);
        }
    }

    /** A topic of streams, of which all records are kept as far as there is room. */
    public Topic(
            String name,
            Class<T> type,
            String eventTimeField,
            int maxMessageBytes,
            long retentionBytes) {
        this(name, type, eventTimeField, STREAM_ID, maxMessageBytes, retentionBytes, false);
    }

    /** The same topic with a prefix, maybe empty, in front of its name. */
    public Topic<T> prefixed(String prefix) {
        return prefix.isEmpty() ? this : named(prefix + name);
    }

    /** The same topic under another name, for instance one per tenant or per test. */
    public Topic<T> named(String otherName) {
        return new Topic<>(
                otherName,
                type,
                eventTimeField,
                keyField,
                maxMessageBytes,
                retentionBytes,
                compacted);
    }

    /** Subject of the value's schema in the registry (TopicNameStrategy). */
    public String subject() {
        return name + "-value";
    }

    /** The schema that this build writes and reads. */
    public Schema schema() {
        return SpecificData.get().getSchema(type);
    }

    /**
     * The record's stream, or what else is the key; null where it is not known, as on some dead
     * letters.
     */
    public @Nullable String streamId(T value) {
        Object id = value.get(keyField);
        return id == null ? null : id.toString();
    }

    /** The Kafka key of a record: its stream, mostly, in UTF-8. */
    public byte @Nullable [] key(T value) {
        String id = streamId(value);
        return id == null ? null : id.getBytes(StandardCharsets.UTF_8);
    }

    /** Event time of a record, µs since the epoch. */
    public long eventTimeUs(T value) {
        return (Long) value.get(eventTimeField);
    }

    /** The Kafka timestamp of a record: event time, ms since the epoch, rounded down. */
    public long timestampMs(T value) {
        return Math.floorDiv(eventTimeUs(value), 1000L);
    }
}
