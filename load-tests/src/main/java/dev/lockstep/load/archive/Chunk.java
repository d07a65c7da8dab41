package dev.lockstep.load.archive;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * A chunk, read and checked: it holds the schemas and channels of its messages, so it needs no
 * other part of the file. Immutable.
 *
 * @param ref what it says of itself, which its content confirms
 * @param schemas its schemas by id
 * @param channels its channels by id
 * @param messages its messages in the order of the file
 * @param offsets where each message begins in the uncompressed records, bytes
 */
record Chunk(
        ChunkRef ref,
        Map<Integer, ArchiveSchema> schemas,
        Map<Integer, ArchiveChannel> channels,
        List<ArchiveMessage> messages,
        List<Integer> offsets) {
    static final String COMPRESSION = "zstd";

    /** More is not written here, and is not allocated because a damaged length says so. */
    static final int MAX_BYTES = 256 * 1024 * 1024;

    /** Reads the content of a chunk record at an offset; whatever is wrong is thrown. */
    static Chunk parse(byte[] content, long offset) throws ArchiveException {
        RecordFields fields = new RecordFields(content, offset);
        long startNs = fields.u64();
        long endNs = fields.u64();
        long uncompressed = fields.u64();
        int crc = fields.i32();
        String compression = fields.text();
        byte[] stored = fields.raw(fields.length64());
        fields.end();
        if (uncompressed < 0 || uncompressed > MAX_BYTES) {
            throw fields.damaged("a chunk of " + Long.toUnsignedString(uncompressed) + " bytes");
        }
        byte[] records = uncompressed(compression, stored, (int) uncompressed, fields);
        if (crc != crc(records)) {
            throw fields.damaged("the checksum of the chunk does not match");
        }
        ChunkRef ref =
                new ChunkRef(
                        offset,
                        Opcode.HEADER_BYTES + (long) content.length,
                        startNs,
                        endNs,
                        uncompressed,
                        stored.length);
        Chunk chunk = read(ref, records);
        chunk.confirm(fields);
        return chunk;
    }

    static int crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    private static byte[] uncompressed(
            String compression, byte[] stored, int size, RecordFields fields)
            throws ArchiveException {
        if (compression.isEmpty()) {
            return stored;
        }
        if (!compression.equals(COMPRESSION)) {
            throw fields.damaged("the compression '" + compression + "' is not known here");
        }
        try {
            byte[] records = new byte[size];
            if (Zstd.decompress(records, stored) != size) {
                throw fields.damaged("the chunk has not the size that it says");
            }
            return records;
        } catch (ZstdException e) {
            throw fields.damaged("the chunk cannot be decompressed: " + e.getMessage());
        }
    }

    private static Chunk read(ChunkRef ref, byte[] records) throws ArchiveException {
        Map<Integer, ArchiveSchema> schemas = new TreeMap<>();
        Map<Integer, ArchiveChannel> channels = new TreeMap<>();
        List<ArchiveMessage> messages = new ArrayList<>();
        List<Integer> offsets = new ArrayList<>();
        RecordFields fields = new RecordFields(records, ref.offset());
        while (fields.more()) {
            int at = fields.position();
            int opcode = fields.u8();
            RecordFields record =
                    new RecordFields(ByteBuffer.wrap(fields.raw(fields.length64())), ref.offset());
            switch (opcode) {
                case Opcode.SCHEMA -> {
                    ArchiveSchema schema = Records.schema(record);
                    schemas.put(schema.id(), schema);
                }
                case Opcode.CHANNEL -> {
                    ArchiveChannel channel = Records.channel(record);
                    channels.put(channel.id(), channel);
                }
                case Opcode.MESSAGE -> {
                    messages.add(Records.message(record, channels));
                    offsets.add(at);
                }
                default -> {
                    // The format may grow: records of other kinds are skipped.
                }
            }
        }
        return new Chunk(
                ref,
                Map.copyOf(schemas),
                Map.copyOf(channels),
                List.copyOf(messages),
                List.copyOf(offsets));
    }

    /** The times in front of the compressed records have no checksum: the messages are theirs. */
    private void confirm(RecordFields fields) throws ArchiveException {
        long startNs = messages.stream().mapToLong(ArchiveMessage::logTimeNs).min().orElse(0);
        long endNs = messages.stream().mapToLong(ArchiveMessage::logTimeNs).max().orElse(0);
        if (ref.startNs() != startNs || ref.endNs() != endNs) {
            throw fields.damaged("the times of the chunk are not those of its messages");
        }
    }

    /** Number of messages by channel. */
    Map<Integer, Long> counts() {
        Map<Integer, Long> counts = new HashMap<>();
        messages.forEach(message -> counts.merge(message.channel().id(), 1L, Long::sum));
        return counts;
    }
}
