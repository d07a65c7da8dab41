package dev.lockstep.load.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * Writes an MCAP file: a chunk as soon as it is full or {@link #flush} is called, the summary in
 * {@link #finish}. What is written of a file that was never finished can be read up to its last
 * whole chunk. Records of different partitions lie in different chunks, because each partition
 * comes in the order of its times and all together do not. Not thread-safe; the stream stays the
 * caller's to close.
 */
public final class ArchiveWriter {
    /** Uncompressed bytes at which a chunk is written. */
    public static final int CHUNK_BYTES = 1024 * 1024;

    static final String LIBRARY = "lockstep";
    private static final int MAX_ID = 0xFFFF;

    private final OutputStream out;
    private final int chunkBytes;
    private final CRC32 dataCrc = new CRC32();
    private final Map<String, ArchiveSchema> schemas = new HashMap<>();
    private final Map<Integer, ArchiveSchema> schemasById = new TreeMap<>();
    private final Map<ChannelKey, ArchiveChannel> channels = new HashMap<>();
    private final Map<Integer, ArchiveChannel> channelsById = new TreeMap<>();
    private final Map<Lane, ChunkBuilder> open = new HashMap<>();
    private final List<byte[]> chunkIndexes = new ArrayList<>();
    private final Map<Integer, Long> counts = new TreeMap<>();
    private final Map<String, AttachmentRef> attachments = new LinkedHashMap<>();
    private long startNs = Long.MAX_VALUE;
    private long endNs = Long.MIN_VALUE;
    private long position;

    private record ChannelKey(
            int schemaId, String topic, String encoding, Map<String, String> metadata) {}

    private record Lane(String topic, String partition) {}

    /** A writer that begins the file. */
    public ArchiveWriter(OutputStream out) throws IOException {
        this(out, CHUNK_BYTES);
    }

    /** A writer with chunks of another size. */
    public ArchiveWriter(OutputStream out, int chunkBytes) throws IOException {
        this.out = out;
        this.chunkBytes = chunkBytes;
        data(Opcode.magic());
        data(
                new RecordBytes()
                        .record(
                                Opcode.HEADER,
                                new RecordBytes().text("").text(LIBRARY).toByteArray())
                        .toByteArray());
    }

    /** The schema of that text, known before or new. */
    public ArchiveSchema schema(String name, String json) {
        return schemas.computeIfAbsent(
                json,
                text -> {
                    ArchiveSchema schema =
                            new ArchiveSchema(next(schemasById.size(), "schemas"), name, text);
                    schemasById.put(schema.id(), schema);
                    return schema;
                });
    }

    /** The channel of values with a schema (0: without), known before or new. */
    public ArchiveChannel channel(
            int schemaId, String topic, String encoding, Map<String, String> metadata) {
        return channels.computeIfAbsent(
                new ChannelKey(schemaId, topic, encoding, Map.copyOf(metadata)),
                key -> {
                    ArchiveChannel channel =
                            new ArchiveChannel(
                                    next(channelsById.size(), "channels"),
                                    schemaId,
                                    topic,
                                    encoding,
                                    metadata);
                    channelsById.put(channel.id(), channel);
                    return channel;
                });
    }

    private static int next(int known, String what) {
        if (known >= MAX_ID) {
            throw new IllegalStateException(
                    "An archive takes "
                            + MAX_ID
                            + " "
                            + what
                            + ", one for each topic, partition and stream: record fewer streams.");
        }
        return known + 1;
    }

    /** Adds a message of a channel of this writer. */
    public void write(ArchiveMessage message) throws IOException {
        ArchiveChannel channel = message.channel();
        Lane lane =
                new Lane(
                        channel.topic(),
                        channel.metadata().getOrDefault(ArchiveChannel.PARTITION, ""));
        ChunkBuilder chunk = open.computeIfAbsent(lane, l -> new ChunkBuilder());
        chunk.add(message, schemasById.get(channel.schemaId()));
        startNs = Math.min(startNs, message.logTimeNs());
        endNs = Math.max(endNs, message.logTimeNs());
        if (chunk.size() >= chunkBytes) {
            write(chunk);
            open.remove(lane);
        }
    }

    /** Whether something of that name is attached. */
    public boolean hasAttachment(String name) {
        return attachments.containsKey(name);
    }

    /**
     * Attaches bytes under a name, once: before the messages that refer to them, so that also an
     * archive that is cut off later has both or neither.
     *
     * @param logTimeNs when the first of these messages arrived, ns since the epoch
     */
    public void attach(String name, String mediaType, long logTimeNs, byte[] bytes)
            throws IOException {
        if (attachments.containsKey(name)) {
            return;
        }
        byte[] record =
                new RecordBytes()
                        .record(
                                Opcode.ATTACHMENT,
                                Attachment.content(name, mediaType, logTimeNs, bytes))
                        .toByteArray();
        AttachmentRef ref =
                new AttachmentRef(
                        position, record.length, logTimeNs, bytes.length, name, mediaType);
        data(record);
        attachments.put(name, ref);
    }

    /** Writes the chunks that are begun, so that they can be read whatever happens next. */
    public void flush() throws IOException {
        for (ChunkBuilder chunk : open.values()) {
            write(chunk);
        }
        open.clear();
        out.flush();
    }

    /** Writes all that is left and the summary; nothing may be written after it. */
    public void finish() throws IOException {
        flush();
        int crc = (int) dataCrc.getValue();
        data(
                new RecordBytes()
                        .record(Opcode.DATA_END, new RecordBytes().u32(crc).toByteArray())
                        .toByteArray());
        byte[] summary = summary(position);
        out.write(summary);
        CRC32 summaryCrc = new CRC32();
        summaryCrc.update(summary);
        out.write(new RecordBytes().u32(summaryCrc.getValue()).toByteArray());
        out.write(Opcode.magic());
        out.flush();
    }

    /** Bytes written so far. */
    public long position() {
        return position;
    }

    /** Messages by channel that were written in whole chunks. */
    public Map<Integer, Long> counts() {
        return Map.copyOf(counts);
    }

    private void write(ChunkBuilder chunk) throws IOException {
        ChunkBuilder.Written written = chunk.build(position);
        data(written.bytes());
        chunkIndexes.add(written.chunkIndex());
        chunk.counts().forEach((channel, count) -> counts.merge(channel, count, Long::sum));
    }

    private void data(byte[] bytes) throws IOException {
        out.write(bytes);
        dataCrc.update(bytes);
        position += bytes.length;
    }

    /** Everything from the summary's first byte to the footer's checksum, which follows. */
    private byte[] summary(long start) {
        RecordBytes bytes = new RecordBytes();
        List<byte[]> offsets = new ArrayList<>();
        group(bytes, offsets, start, Opcode.SCHEMA, schemaRecords());
        group(bytes, offsets, start, Opcode.CHANNEL, channelRecords());
        group(bytes, offsets, start, Opcode.STATISTICS, List.of(statistics()));
        group(bytes, offsets, start, Opcode.CHUNK_INDEX, chunkIndexes);
        group(bytes, offsets, start, Opcode.ATTACHMENT_INDEX, attachmentIndexes());
        long offsetsStart = start + bytes.size();
        offsets.forEach(offset -> bytes.record(Opcode.SUMMARY_OFFSET, offset));
        return bytes.u8(Opcode.FOOTER)
                .u64(Opcode.FOOTER_BYTES)
                .u64(start)
                .u64(offsetsStart)
                .toByteArray();
    }

    private static void group(
            RecordBytes bytes, List<byte[]> offsets, long start, int opcode, List<byte[]> records) {
        int before = bytes.size();
        records.forEach(record -> bytes.record(opcode, record));
        if (bytes.size() > before) {
            offsets.add(
                    new RecordBytes()
                            .u8(opcode)
                            .u64(start + before)
                            .u64(bytes.size() - before)
                            .toByteArray());
        }
    }

    private List<byte[]> schemaRecords() {
        return schemasById.values().stream().map(Records::write).toList();
    }

    private List<byte[]> channelRecords() {
        return channelsById.values().stream().map(Records::write).toList();
    }

    private List<byte[]> attachmentIndexes() {
        return attachments.values().stream().map(Attachment::indexContent).toList();
    }

    private byte[] statistics() {
        RecordBytes perChannel = new RecordBytes();
        counts.forEach((channel, count) -> perChannel.u16(channel).u64(count));
        long messages = counts.values().stream().mapToLong(Long::longValue).sum();
        return new RecordBytes()
                .u64(messages)
                .u16(schemasById.size())
                .u32(channelsById.size())
                .u32(attachments.size())
                .u32(0)
                .u32(chunkIndexes.size())
                .u64(messages == 0 ? 0 : startNs)
                .u64(messages == 0 ? 0 : endNs)
                .sized(perChannel.toByteArray())
                .toByteArray();
    }
}
