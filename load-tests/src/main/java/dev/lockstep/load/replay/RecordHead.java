package dev.lockstep.load.replay;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * What a replay needs to know of a record, read without decoding the rest. Immutable.
 *
 * @param streamId its stream; null where it has none
 * @param sourceId its source; null where it has none
 * @param end whether it is the last record of its source
 * @param announced the sources of its stream that it names
 * @param payload SHA-256 of the payload that it refers to; null where it refers to none
 * @param streamFrom where the stream's id begins in the Avro bytes, its length included
 * @param streamTo where it ends
 */
record RecordHead(
        @Nullable String streamId,
        @Nullable String sourceId,
        boolean end,
        List<String> announced,
        @Nullable String payload,
        int streamFrom,
        int streamTo) {
    private static final String STREAM = "stream_id";
    private static final String SOURCE = "source_id";
    private static final String END = "end_of_stream";
    private static final String ANNOUNCED = "stream_sources";
    private static final String REFERENCE = "payload_reference";
    private static final String SHA_256 = "sha256";

    /** Of a value that is no record. */
    static final RecordHead NONE = new RecordHead(null, null, false, List.of(), null, 0, 0);

    RecordHead {
        announced = List.copyOf(announced);
    }

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
        List<String> announced = new ArrayList<>();
        String payload = null;
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
            } else if (field.name().equals(ANNOUNCED) && isTexts(type)) {
                for (long left = decoder.readArrayStart(); left != 0; left = decoder.arrayNext()) {
                    for (; left > 0; left--) {
                        announced.add(decoder.readString());
                    }
                }
            } else if (field.name().equals(REFERENCE) && type.getType() == Schema.Type.RECORD) {
                payload = text(SHA_256, type, decoder);
            } else {
                GenericDatumReader.skip(type, decoder);
            }
        }
        return new RecordHead(streamId, sourceId, end, announced, payload, from, to);
    }

    private static boolean isTexts(Schema type) {
        return type.getType() == Schema.Type.ARRAY
                && type.getElementType().getType() == Schema.Type.STRING;
    }

    /** Reads a record of which one text matters. */
    private static @Nullable String text(String name, Schema record, Decoder decoder)
            throws IOException {
        String text = null;
        for (Schema.Field field : record.getFields()) {
            if (field.name().equals(name) && field.schema().getType() == Schema.Type.STRING) {
                text = decoder.readString();
            } else {
                GenericDatumReader.skip(field.schema(), decoder);
            }
        }
        return text;
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
