package dev.lockstep.load.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the summary at the end of an archive that was finished and is whole. Stateless. */
final class SummaryReader {
    private static final int FOOTER_RECORD = Opcode.HEADER_BYTES + Opcode.FOOTER_BYTES;
    private static final int DATA_END_RECORD = Opcode.HEADER_BYTES + Integer.BYTES;

    private SummaryReader() {}

    /** What the summary says; empty where a checksum of the file, or its end, is not right. */
    static Optional<ArchiveContents> read(ArchiveBytes bytes) throws IOException {
        long magicAt = bytes.size() - Opcode.magic().length;
        long footerAt = magicAt - FOOTER_RECORD;
        if (footerAt < 0 || !bytes.magicAt(magicAt)) {
            return Optional.empty();
        }
        ArchiveBytes.Head head = bytes.head(footerAt);
        RecordFields footer =
                new RecordFields(
                        bytes.read(footerAt + Opcode.HEADER_BYTES, Opcode.FOOTER_BYTES), footerAt);
        long summaryAt = footer.u64();
        footer.u64();
        int summaryCrc = footer.i32();
        boolean placed =
                head.opcode() == Opcode.FOOTER
                        && head.length() == Opcode.FOOTER_BYTES
                        && summaryAt >= DATA_END_RECORD
                        && summaryAt <= footerAt
                        && footerAt - summaryAt <= Chunk.MAX_BYTES;
        if (!placed
                || summaryCrc != bytes.crc(summaryAt, magicAt - Integer.BYTES)
                || !dataIsWhole(bytes, summaryAt - DATA_END_RECORD)) {
            return Optional.empty();
        }
        return Optional.of(parse(bytes.read(summaryAt, (int) (footerAt - summaryAt)), summaryAt));
    }

    private static boolean dataIsWhole(ArchiveBytes bytes, long dataEndAt) throws IOException {
        ArchiveBytes.Head head = bytes.head(dataEndAt);
        RecordFields content =
                new RecordFields(
                        bytes.read(dataEndAt + Opcode.HEADER_BYTES, Integer.BYTES), dataEndAt);
        return head.opcode() == Opcode.DATA_END
                && head.length() == Integer.BYTES
                && content.i32() == bytes.crc(0, dataEndAt);
    }

    private static ArchiveContents parse(byte[] summary, long offset) throws ArchiveException {
        Map<Integer, ArchiveSchema> schemas = new TreeMap<>();
        Map<Integer, ArchiveChannel> channels = new TreeMap<>();
        Map<Integer, Long> counts = new TreeMap<>();
        List<ChunkRef> chunks = new ArrayList<>();
        Map<String, AttachmentRef> attachments = new TreeMap<>();
        long startNs = 0;
        long endNs = 0;
        RecordFields fields = new RecordFields(summary, offset);
        while (fields.more()) {
            int opcode = fields.u8();
            RecordFields record = new RecordFields(fields.raw(fields.length64()), offset);
            switch (opcode) {
                case Opcode.SCHEMA -> {
                    ArchiveSchema schema = Records.schema(record);
                    schemas.put(schema.id(), schema);
                }
                case Opcode.CHANNEL -> {
                    ArchiveChannel channel = Records.channel(record);
                    channels.put(channel.id(), channel);
                }
                case Opcode.CHUNK_INDEX -> chunks.add(chunk(record));
                case Opcode.ATTACHMENT_INDEX -> {
                    AttachmentRef ref = Attachment.index(record);
                    attachments.put(ref.name(), ref);
                }
                case Opcode.STATISTICS -> {
                    record.raw(Long.BYTES + Short.BYTES + 4 * Integer.BYTES);
                    startNs = record.u64();
                    endNs = record.u64();
                    RecordFields perChannel = new RecordFields(record.sized(), offset);
                    while (perChannel.more()) {
                        counts.put(perChannel.u16(), perChannel.u64());
                    }
                }
                default -> {
                    // Offsets of groups, and what a newer writer may add.
                }
            }
        }
        if (chunks.isEmpty() && counts.values().stream().anyMatch(count -> count > 0)) {
            throw Damage.at(offset, "messages that are in no chunk");
        }
        return new ArchiveContents(
                schemas, channels, counts, startNs, endNs, chunks, attachments, Optional.empty());
    }

    private static ChunkRef chunk(RecordFields record) throws ArchiveException {
        long startNs = record.u64();
        long endNs = record.u64();
        long offset = record.u64();
        long length = record.u64();
        record.sized();
        record.u64();
        String compression = record.text();
        if (!compression.isEmpty() && !compression.equals(Chunk.COMPRESSION)) {
            throw record.damaged("the compression '" + compression + "' is not known here");
        }
        long compressed = record.u64();
        return new ChunkRef(offset, length, startNs, endNs, record.u64(), compressed);
    }
}
