package dev.lockstep.load.replay;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a replay needs to know of a record, read without decoding the rest. Immutable.
 *
 * @param streamId its stream; null where it has none
 * @param sourceId its source; null where it has none
 * @param end whether it is the last record of its source
 * @param streamFrom where the stream's id begins in the Avro bytes, its length included
 * @param streamTo where it ends
 */
record RecordHead(
        @Nullable String streamId,
        @Nullable String sourceId,
        boolean end,
        int streamFrom,
        int streamTo) {
    private static final String STREAM = "stream_id";
    private static final String SOURCE = "source_id";
    private static final String END = "end_of_stream";

    /**
     * Reads it from Avro bytes.
     *
     * @throws IOException when they were not written with the schema
     */
    static RecordHead read(Schema schema, byte[] avro) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(avro);
        Decoder decoder = DecoderFactory.get().directBinaryDecoder(in, null);
        String streamId = null;
        String sourceId = null;
        boolean end = false;
        int from = 0;
        int to = 0;
        for (Schema.Field field : schema.getFields()) {
            Schema type = field.schema();
            if (type.getType() == Schema.Type.UNION) {
                type = type.getTypes().get(decoder.readIndex());
            }
            int before = avro.length - in.available();
            if (field.name().equals(STREAM) && type.getType() == Schema.Type.STRING) {
                streamId = decoder.readString();
                from = before;
                to = avro.length - in.available();
            } else if (field.name().equals(SOURCE) && type.getType() == Schema.Type.STRING) {
                sourceId = decoder.readString();
            } else if (field.name().equals(END) && type.getType() == Schema.Type.BOOLEAN) {
                end = decoder.readBoolean();
            } else {
                GenericDatumReader.skip(type, decoder);
            }
        }
        return new RecordHead(streamId, sourceId, end, from, to);
    }

    /** The same bytes with another stream id; every other byte stays what it is. */
    byte[] withStream(byte[] avro, String id) {
        byte[] text = id.getBytes(StandardCharsets.UTF_8);
        byte[] length = zigZag(text.length);
        int tail = avro.length - streamTo;
        byte[] renamed = new byte[streamFrom + length.length + text.length + tail];
        System.arraycopy(avro, 0, renamed, 0, streamFrom);
        System.arraycopy(length, 0, renamed, streamFrom, length.length);
        System.arraycopy(text, 0, renamed, streamFrom + length.length, text.length);
        System.arraycopy(avro, streamTo, renamed, renamed.length - tail, tail);
        return renamed;
    }

    /** Avro's form of a long: zig-zag, then seven bits a byte, lowest first. */
    private static byte[] zigZag(int value) {
        byte[] bytes = new byte[Integer.BYTES + 1];
        int left = value << 1;
        int count = 0;
        while ((left & ~0x7F) != 0) {
            bytes[count++] = (byte) ((left & 0x7F) | 0x80);
            left >>>= 7;
        }
        bytes[count++] = (byte) left;
        return Arrays.copyOf(bytes, count);
    }
}
