package dev.lockstep.schema.serde;

import dev.lockstep.schema.deadletter.FailureKind;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Confluent's framing: a zero byte, the schema id (4 bytes, big-endian), Avro binary. */
final class WireFormat {
    static final int HEADER_BYTES = 1 + Integer.BYTES;
    private static final byte MAGIC = 0;

    private WireFormat() {}

    static void writeHeader(ByteBuffer target, int schemaId) {
        target.put(MAGIC).putInt(schemaId);
    }

    static int schemaId(byte @Nullable [] value) throws UndecodableRecordException {
        if (value == null || value.length == 0) {
            throw new UndecodableRecordException(
                    FailureKind.EMPTY,
                    "The record has no value; these topics hold none without one, so look at what"
                            + " wrote it.");
        }
        if (value[0] != MAGIC || value.length < HEADER_BYTES) {
            throw new UndecodableRecordException(
                    FailureKind.BAD_MAGIC,
                    "The value ("
                            + value.length
                            + " bytes) does not begin with a zero byte and a schema id; its writer"
                            + " must use Avro in the Confluent wire format.");
        }
        return ByteBuffer.wrap(value, 1, Integer.BYTES).getInt();
    }
}
