package dev.lockstep.load.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Writes the fields of MCAP records: little-endian, lengths in front. Not thread-safe. */
final class RecordBytes {
    private static final int BYTE = 0xFF;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

    RecordBytes u8(int value) {
        out.write(value);
        return this;
    }

    RecordBytes u16(int value) {
        return number(value, Short.BYTES);
    }

    RecordBytes u32(long value) {
        return number(value, Integer.BYTES);
    }

    RecordBytes u64(long value) {
        return number(value, Long.BYTES);
    }

    /** UTF-8 with its length in 32 bits. */
    RecordBytes text(String value) {
        return sized(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes with their length in 32 bits. */
    RecordBytes sized(byte[] value) {
        return u32(value.length).raw(value);
    }

    RecordBytes texts(Map<String, String> map) {
        RecordBytes entries = new RecordBytes();
        new TreeMap<>(map).forEach((key, value) -> entries.text(key).text(value));
        return sized(entries.toByteArray());
    }

    RecordBytes raw(byte[] value) {
        out.writeBytes(value);
        return this;
    }

    /** A whole record: opcode, length, content. */
    RecordBytes record(int opcode, byte[] content) {
        return u8(opcode).u64(content.length).raw(content);
    }

    int size() {
        return out.size();
    }

    byte[] toByteArray() {
        return out.toByteArray();
    }

    private RecordBytes number(long value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            out.write((int) (value >>> (i * Byte.SIZE)) & BYTE);
        }
        return this;
    }
}
