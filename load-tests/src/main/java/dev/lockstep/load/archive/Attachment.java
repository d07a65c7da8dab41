package dev.lockstep.load.archive;

import java.util.Arrays;

/**
 * An attachment, read and checked: its own checksum covers all of it. Immutable.
 *
 * @param ref what it says of itself
 * @param data what is attached; handed over, never copied
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes are handed over, never shared for writing.
record Attachment(AttachmentRef ref, byte[] data) {
    /** Reads the content of an attachment record at an offset; whatever is wrong is thrown. */
    static Attachment parse(byte[] content, long offset) throws ArchiveException {
        RecordFields fields = new RecordFields(content, offset);
        long logTimeNs = fields.u64();
        fields.u64();
        String name = fields.text();
        String mediaType = fields.text();
        byte[] data = fields.raw(fields.length64());
        int crc = fields.i32();
        fields.end();
        if (crc != Chunk.crc(Arrays.copyOf(content, content.length - Integer.BYTES))) {
            throw fields.damaged("the checksum of the attachment does not match");
        }
        return new Attachment(
                new AttachmentRef(
                        offset,
                        Opcode.HEADER_BYTES + (long) content.length,
                        logTimeNs,
                        data.length,
                        name,
                        mediaType),
                data);
    }

    /** The content of its record. */
    static byte[] content(String name, String mediaType, long logTimeNs, byte[] data) {
        byte[] fields =
                new RecordBytes()
                        .u64(logTimeNs)
                        .u64(logTimeNs)
                        .text(name)
                        .text(mediaType)
                        .u64(data.length)
                        .raw(data)
                        .toByteArray();
        return new RecordBytes().raw(fields).u32(Chunk.crc(fields)).toByteArray();
    }

    /** The content of the record of the summary that says where an attachment is. */
    static byte[] indexContent(AttachmentRef ref) {
        return new RecordBytes()
                .u64(ref.offset())
                .u64(ref.length())
                .u64(ref.logTimeNs())
                .u64(ref.logTimeNs())
                .u64(ref.size())
                .text(ref.name())
                .text(ref.mediaType())
                .toByteArray();
    }

    /** Reads such a record. */
    static AttachmentRef index(RecordFields fields) throws ArchiveException {
        long offset = fields.u64();
        long length = fields.u64();
        long logTimeNs = fields.u64();
        fields.u64();
        long size = fields.u64();
        AttachmentRef ref =
                new AttachmentRef(offset, length, logTimeNs, size, fields.text(), fields.text());
        fields.end();
        return ref;
    }
}
