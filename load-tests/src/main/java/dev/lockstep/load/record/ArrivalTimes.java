package dev.lockstep.load.record;

import dev.lockstep.schema.avro.ProcessingTimes;
import dev.lockstep.schema.topic.Topic;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;

import java.util.HashMap;
import java.util.Map;

/**
 * When records arrived on their topics, as far as they say so: results when they were published,
 * media when it was ingested, others at their event time. Within a topic, partition and key it
 * never runs back, because the broker took them in that order. Not thread-safe.
 */
final class ArrivalTimes {
    private static final String INGEST = "ingest_time_us";
    private static final String TIMES = "times";

    private final Map<Lane, Long> newestUs = new HashMap<>();

    private record Lane(String topic, int partition, String key) {}

    /** When a record arrived, µs since the epoch. */
    <T extends SpecificRecordBase> long arrivalUs(
            Topic<T> topic, T value, int partition, String key) {
        return inOrder(statedUs(topic, value), topic.name(), partition, key);
    }

    /** The same of a record that only has a time of Kafka. */
    long inOrder(long statedUs, String topic, int partition, String key) {
        return newestUs.merge(new Lane(topic, partition, key), statedUs, Math::max);
    }

    private static <T extends SpecificRecordBase> long statedUs(Topic<T> topic, T value) {
        Schema schema = value.getSchema();
        if (schema.getField(TIMES) != null && value.get(TIMES) instanceof ProcessingTimes times) {
            Long published = times.getPublishedUs();
            if (published != null) {
                return published;
            }
        }
        if (schema.getField(INGEST) != null && value.get(INGEST) instanceof Long ingested) {
            return ingested;
        }
        return topic.eventTimeUs(value);
    }
}
