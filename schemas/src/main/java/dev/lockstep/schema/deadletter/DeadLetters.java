package dev.lockstep.schema.deadletter;

import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.topic.Topics;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Makes dead letters that fit on their topic. Thread-safe. */
public final class DeadLetters {
    /** Longest message, characters. */
    static final int MAX_MESSAGE_CHARS = 2_000;

    /** Longest key that is kept whole, bytes. */
    static final int MAX_KEY_BYTES = 64 * 1024;

    /** Room for all fields but the value, and for Kafka's own framing, bytes. */
    static final int OVERHEAD_BYTES = MAX_KEY_BYTES + 6 * MAX_MESSAGE_CHARS + 16 * 1024;

    /** Longest value that is kept whole, bytes. */
    public static final int MAX_VALUE_BYTES =
            Topics.DEAD_LETTERS.maxMessageBytes() - OVERHEAD_BYTES;

    private DeadLetters() {}

    /** Where a record came from, and its bytes. */
    public interface Origin {
        /** Topic that it was read from. */
        String topic();

        /** Partition. */
        int partition();

        /** Offset. */
        long offset();

        /** Kafka timestamp, ms since the epoch; -1 if it had none. */
        long timestampMs();

        /** Key bytes. */
        byte @Nullable [] key();

        /** Value bytes. */
        byte @Nullable [] value();
    }

    /**
     * A dead letter with the original bytes. A value too long for the dead letters' topic is cut;
     * {@code value_size_bytes} then tells its true size.
     *
     * @param stage where it failed: decode, segment, recognize, …
     * @param streamId the stream, where it is known
     * @param message what was wrong and what to do
     * @param clock tells when it failed
     */
    public static DeadLetter of(
            Origin origin,
            String stage,
            @Nullable String streamId,
            FailureKind kind,
            String message,
            Clock clock) {
        byte[] value = origin.value();
        return DeadLetter.newBuilder()
                .setTopic(origin.topic())
                .setPartition(origin.partition())
                .setOffset(origin.offset())
                .setRecordTimeMs(origin.timestampMs())
                .setStreamId(streamId)
                .setStage(stage)
                .setFailureKind(kind.name())
                .setMessage(abbreviate(message))
                .setKey(cut(origin.key(), MAX_KEY_BYTES))
                .setValue(cut(value, MAX_VALUE_BYTES))
                .setValueSizeBytes(value == null ? 0 : value.length)
                .setFailedAtUs(ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()))
                .build();
    }

    private static @Nullable ByteBuffer cut(byte @Nullable [] bytes, int max) {
        if (bytes == null) {
            return null;
        }
        return ByteBuffer.wrap(bytes.length <= max ? bytes : Arrays.copyOf(bytes, max));
    }

    private static String abbreviate(String message) {
        return message.length() <= MAX_MESSAGE_CHARS
                ? message
                : message.substring(0, MAX_MESSAGE_CHARS - 1) + "…";
    }
}
