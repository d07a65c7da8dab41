package dev.lockstep.load.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Goes through an archive from its beginning and checks each record: finds what can be read of a
 * file that ends too early, and where a damaged one is wrong. For one pass; not thread-safe.
 */
final class ArchiveScan {
    private final ArchiveBytes bytes;
    private final Map<Integer, ArchiveSchema> schemas = new TreeMap<>();
    private final Map<Integer, ArchiveChannel> channels = new TreeMap<>();
    private final Map<Integer, Long> counts = new TreeMap<>();
    private final List<ChunkRef> chunks = new ArrayList<>();
    private final Map<String, AttachmentRef> attachments = new TreeMap<>();
    private @Nullable Chunk last;
    private long dataEndAt = -1;

    ArchiveScan(ArchiveBytes bytes) {
        this.bytes = bytes;
    }

    /**
     * What can be read of a file that ends too early.
     *
     * @throws ArchiveException where it is damaged
     */
    ArchiveContents run() throws IOException {
        long at = Opcode.magic().length;
        while (true) {
            if (bytes.size() - at < Opcode.HEADER_BYTES) {
                return endsAt(at);
            }
            ArchiveBytes.Head head = bytes.head(at);
            if (!head.fits(at, bytes.size())) {
                return endsAt(at);
            }
            if (head.length() > Chunk.MAX_BYTES) {
                throw Damage.at(where(at), "a record of " + head.length() + " bytes");
            }
            byte[] content = bytes.read(at + Opcode.HEADER_BYTES, (int) head.length());
            long next = at + Opcode.HEADER_BYTES + head.length();
            check(at, head.opcode(), content);
            if (head.opcode() == Opcode.FOOTER) {
                return afterFooter(next);
            }
            at = next;
        }
    }

    private void check(long at, int opcode, byte[] content) throws IOException {
        boolean first = at == Opcode.magic().length;
        RecordFields fields = new RecordFields(content, at);
        if (dataEndAt >= 0) {
            checkSummary(at, opcode, content);
        } else if (first && opcode == Opcode.HEADER) {
            fields.text();
            fields.text();
            fields.end();
        } else if (!first && opcode == Opcode.CHUNK) {
            take(Chunk.parse(content, at));
        } else if (!first && opcode == Opcode.ATTACHMENT) {
            AttachmentRef ref = Attachment.parse(content, at).ref();
            attachments.put(ref.name(), ref);
            last = null;
        } else if (!first && opcode == Opcode.MESSAGE_INDEX && last != null) {
            checkIndex(last, fields, content, at);
        } else if (!first && opcode == Opcode.DATA_END) {
            int crc = fields.i32();
            fields.end();
            if (crc != bytes.crc(0, at)) {
                throw Damage.at(Opcode.magic().length, "the checksum of the data does not match");
            }
            dataEndAt = at;
        } else {
            throw Damage.at(at, "a record of kind " + opcode + " in a wrong place");
        }
    }

    private void checkSummary(long at, int opcode, byte[] content) throws IOException {
        switch (opcode) {
            case Opcode.SCHEMA,
                    Opcode.CHANNEL,
                    Opcode.STATISTICS,
                    Opcode.CHUNK_INDEX,
                    Opcode.ATTACHMENT_INDEX,
                    Opcode.SUMMARY_OFFSET -> {
                // The footer has the checksum of all of them.
            }
            case Opcode.FOOTER -> {
                RecordFields footer = new RecordFields(content, where(at));
                long summaryAt = footer.u64();
                footer.u64();
                int crc = footer.i32();
                footer.end();
                long start = where(at);
                long end = at + Opcode.HEADER_BYTES + Opcode.FOOTER_BYTES - Integer.BYTES;
                if (summaryAt != start || crc != bytes.crc(start, end)) {
                    throw Damage.at(start, "the checksum of the summary does not match");
                }
            }
            default -> throw Damage.at(where(at), "a record of kind " + opcode + " in it");
        }
    }

    private void take(Chunk chunk) {
        last = chunk;
        chunks.add(chunk.ref());
        schemas.putAll(chunk.schemas());
        channels.putAll(chunk.channels());
        chunk.counts().forEach((channel, count) -> counts.merge(channel, count, Long::sum));
    }

    /** The index of a channel has no checksum: the chunk before it says what it must be. */
    private static void checkIndex(Chunk chunk, RecordFields fields, byte[] content, long at)
            throws ArchiveException {
        int channel = fields.u16();
        RecordBytes expected = new RecordBytes();
        for (int i = 0; i < chunk.messages().size(); i++) {
            ArchiveMessage message = chunk.messages().get(i);
            if (message.channel().id() == channel) {
                expected.u64(message.logTimeNs()).u64(chunk.offsets().get(i));
            }
        }
        if (!Arrays.equals(content, ChunkBuilder.indexContent(channel, expected.toByteArray()))) {
            throw Damage.at(at, "the index of the chunk before it is not right");
        }
    }

    /** A file that was finished ends with the magic, so one with it is damaged, not cut. */
    private ArchiveContents endsAt(long at) throws IOException {
        if (bytes.magicAt(bytes.size() - Opcode.magic().length)
                && bytes.size() > Opcode.magic().length) {
            throw Damage.at(where(at), "a record that would end after the file");
        }
        return truncated(at);
    }

    /** A wrong length in the summary shows only later, so all of the summary is named. */
    private long where(long at) {
        return dataEndAt < 0 ? at : dataEndAt + Opcode.HEADER_BYTES + Integer.BYTES;
    }

    private ArchiveContents afterFooter(long at) throws IOException {
        byte[] magic = Opcode.magic();
        int there = (int) Math.min(magic.length, bytes.size() - at);
        if (!Arrays.equals(bytes.read(at, there), Arrays.copyOf(magic, there))) {
            throw Damage.at(at, "the mark at its end is not right");
        }
        if (bytes.size() - at > magic.length) {
            throw Damage.at(at + magic.length, "bytes after its end");
        }
        if (there == magic.length) {
            throw Damage.at(at, "its end and its summary do not fit together");
        }
        return truncated(at);
    }

    private ArchiveContents truncated(long at) {
        long startNs = chunks.stream().mapToLong(ChunkRef::startNs).min().orElse(0);
        long endNs = chunks.stream().mapToLong(ChunkRef::endNs).max().orElse(0);
        long messages = counts.values().stream().mapToLong(Long::longValue).sum();
        String sentence =
                "The archive was never finished or is cut off: it is whole up to byte "
                        + at
                        + ", and the "
                        + messages
                        + " records in the "
                        + chunks.size()
                        + " chunks before are read.";
        return new ArchiveContents(
                schemas,
                channels,
                counts,
                startNs,
                endNs,
                chunks,
                attachments,
                Optional.of(sentence));
    }
}
