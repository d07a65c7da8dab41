package dev.lockstep.schema.flink;

import dev.lockstep.schema.deadletter.DeadLetters;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka record as it was read, undecoded, with its origin. The arrays are handed over, never
 * written to.
 *
 * @param topic topic that it was read from
 * @param partition partition
 * @param offset offset
 * @param timestampMs Kafka timestamp, ms since the epoch; -1 if it had none
 * @param key key bytes
 * @param value value bytes
 */
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode are by content
public record RawRecord(
        String topic,
        int partition,
        long offset,
        long timestampMs,
        byte @Nullable [] key,
        byte @Nullable [] value)
        implements DeadLetters.Origin {

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RawRecord that
                && topic.equals(that.topic)
                && partition == that.partition
                && offset == that.offset
                && timestampMs == that.timestampMs
                && Arrays.equals(key, that.key)
                && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(topic, partition, offset);
    }

    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}
