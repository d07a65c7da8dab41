package dev.lockstep.load.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the fields of one MCAP record. Whatever does not fit is an {@link ArchiveException} at the
 * record's offset. Not thread-safe.
 */
final class RecordFields {
    private final ByteBuffer bytes;
    private final long offset;

    RecordFields(byte[] content, long offset) {
        this(ByteBuffer.wrap(content), offset);
    }

    RecordFields(ByteBuffer content, long offset) {
        this.bytes = content.order(ByteOrder.LITTLE_ENDIAN);
        this.offset = offset;
    }

    int u8() throws ArchiveException {
        need(1);
        return bytes.get() & 0xFF;
    }

    int u16() throws ArchiveException {
        need(Short.BYTES);
        return bytes.getShort() & 0xFFFF;
    }

    int i32() throws ArchiveException {
        need(Integer.BYTES);
        return bytes.getInt();
    }

    long u64() throws ArchiveException {
        need(Long.BYTES);
        return bytes.getLong();
    }

    /** A length of 64 bits that what is left can hold. */
    int length64() throws ArchiveException {
        long length = u64();
        if (length < 0 || length > bytes.remaining()) {
            throw damaged("a length of " + Long.toUnsignedString(length) + " bytes");
        }
        return (int) length;
    }

    byte[] raw(int length) throws ArchiveException {
        need(length);
        byte[] value = new byte[length];
        bytes.get(value);
        return value;
    }

    byte[] sized() throws ArchiveException {
        int length = i32();
        if (length < 0 || length > bytes.remaining()) {
            throw damaged("a length of " + Integer.toUnsignedString(length) + " bytes");
        }
        return raw(length);
    }

    String text() throws ArchiveException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(sized())).toString();
        } catch (CharacterCodingException e) {
            throw damaged("a text that is not UTF-8");
        }
    }

    Map<String, String> texts() throws ArchiveException {
        RecordFields entries = new RecordFields(sized(), offset);
        Map<String, String> map = new LinkedHashMap<>();
        while (entries.more()) {
            map.put(entries.text(), entries.text());
        }
        return map;
    }

    /** All that is left. */
    byte[] rest() throws ArchiveException {
        return raw(bytes.remaining());
    }

    boolean more() {
        return bytes.hasRemaining();
    }

    int position() {
        return bytes.position();
    }

    /** What was read must have been all. */
    void end() throws ArchiveException {
        if (more()) {
            throw damaged(bytes.remaining() + " bytes too many");
        }
    }

    ArchiveException damaged(String what) {
        return Damage.at(offset, what);
    }

    private void need(int length) throws ArchiveException {
        if (bytes.remaining() < length) {
            throw damaged("a record that ends too early");
        }
    }
}
