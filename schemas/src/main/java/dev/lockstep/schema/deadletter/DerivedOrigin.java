package dev.lockstep.schema.deadletter;

import dev.lockstep.schema.topic.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * The origin of something that does not come with the record that it was read from, because it was
 * made from many or the record is not at hand: partition and offset are −1.
 *
 * @param topic topic on which what it was made from lies
 * @param timestampMs event time, ms since the epoch
 * @param key key bytes
 * @param value bytes that stand for it; null where there are none
 */
@SuppressWarnings("ArrayRecordComponent") // made for one dead letter, never compared
public record DerivedOrigin(
        String topic, long timestampMs, byte @Nullable [] key, byte @Nullable [] value)
        implements DeadLetters.Origin {
    private static final int NONE = -1;

    /** A decoded record of a topic; the value is the record in Avro's single-object encoding. */
    public static <T extends SpecificRecordBase> DerivedOrigin of(Topic<T> topic, T record) {
        try {
            ByteBuffer encoded =
                    new BinaryMessageEncoder<T>(record.getSpecificData(), record.getSchema())
                            .encode(record);
            byte[] value = new byte[encoded.remaining()];
            encoded.get(value);
            return new DerivedOrigin(
                    topic.name(), topic.timestampMs(record), topic.key(record), value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int partition() {
        return NONE;
    }

    @Override
    public long offset() {
        return NONE;
    }
}
