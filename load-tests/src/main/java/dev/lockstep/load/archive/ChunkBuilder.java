package dev.lockstep.load.archive;

import com.github.luben.zstd.Zstd;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Gathers the messages of one chunk with what describes them. Not thread-safe. */
final class ChunkBuilder {
    private static final int LEVEL = 3;

    private final RecordBytes records = new RecordBytes();
    private final Map<Integer, ArchiveChannel> channels = new TreeMap<>();
    private final Map<Integer, ArchiveSchema> schemas = new TreeMap<>();
    private final Map<Integer, RecordBytes> index = new TreeMap<>();
    private final Map<Integer, Long> counts = new TreeMap<>();
    private long startNs = Long.MAX_VALUE;
    private long endNs = Long.MIN_VALUE;

    /** Adds a message; {@code schema} is null where its channel has none. */
    void add(ArchiveMessage message, @Nullable ArchiveSchema schema) {
        ArchiveChannel channel = message.channel();
        if (schema != null && schemas.putIfAbsent(schema.id(), schema) == null) {
            records.record(Opcode.SCHEMA, Records.write(schema));
        }
        if (channels.putIfAbsent(channel.id(), channel) == null) {
            records.record(Opcode.CHANNEL, Records.write(channel));
        }
        index.computeIfAbsent(channel.id(), id -> new RecordBytes())
                .u64(message.logTimeNs())
                .u64(records.size());
        counts.merge(channel.id(), 1L, Long::sum);
        records.record(Opcode.MESSAGE, Records.write(message));
        startNs = Math.min(startNs, message.logTimeNs());
        endNs = Math.max(endNs, message.logTimeNs());
    }

    int size() {
        return records.size();
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    Map<Integer, Long> counts() {
        return counts;
    }

    /** The chunk as it stands in the file at an offset, and the index records that follow it. */
    Written build(long offset) {
        byte[] plain = records.toByteArray();
        byte[] stored = Zstd.compress(plain, LEVEL);
        byte[] content =
                new RecordBytes()
                        .u64(startNs)
                        .u64(endNs)
                        .u64(plain.length)
                        .u32(Chunk.crc(plain))
                        .text(Chunk.COMPRESSION)
                        .u64(stored.length)
                        .raw(stored)
                        .toByteArray();
        RecordBytes bytes = new RecordBytes().record(Opcode.CHUNK, content);
        ChunkRef ref =
                new ChunkRef(offset, bytes.size(), startNs, endNs, plain.length, stored.length);
        Map<Integer, Long> indexOffsets = new LinkedHashMap<>();
        for (Map.Entry<Integer, RecordBytes> entry : index.entrySet()) {
            indexOffsets.put(entry.getKey(), offset + bytes.size());
            bytes.record(
                    Opcode.MESSAGE_INDEX,
                    indexContent(entry.getKey(), entry.getValue().toByteArray()));
        }
        return new Written(ref, indexOffsets, bytes.toByteArray());
    }

    static byte[] indexContent(int channel, byte[] entries) {
        return new RecordBytes().u16(channel).sized(entries).toByteArray();
    }

    /**
     * A chunk ready to be written.
     *
     * @param ref what it covers
     * @param indexOffsets where in the file the index of each channel stands
     * @param bytes the chunk and its indexes
     */
    @SuppressWarnings("ArrayRecordComponent") // Bytes are handed over, never shared for writing.
    record Written(ChunkRef ref, Map<Integer, Long> indexOffsets, byte[] bytes) {
        /** The record of the summary that says where the chunk is. */
        byte[] chunkIndex() {
            RecordBytes offsets = new RecordBytes();
            indexOffsets.forEach((channel, at) -> offsets.u16(channel).u64(at));
            return new RecordBytes()
                    .u64(ref.startNs())
                    .u64(ref.endNs())
                    .u64(ref.offset())
                    .u64(ref.length())
                    .sized(offsets.toByteArray())
                    .u64(bytes.length - ref.length())
                    .text(Chunk.COMPRESSION)
                    .u64(ref.compressed())
                    .u64(ref.uncompressed())
                    .toByteArray();
        }
    }
}
