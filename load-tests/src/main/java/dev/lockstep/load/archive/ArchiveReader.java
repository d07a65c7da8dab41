package dev.lockstep.load.archive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads an archive. Opening it checks the checksum of every byte, and each chunk is checked again
 * when it is read, so nothing that is damaged is handed out. An archive that was never finished is
 * read up to its last whole chunk. Not thread-safe.
 */
public final class ArchiveReader implements Closeable {
    private final ArchiveBytes bytes;
    private final ArchiveContents contents;

    private ArchiveReader(ArchiveBytes bytes, ArchiveContents contents) {
        this.bytes = bytes;
        this.contents = contents;
    }

    /**
     * Opens and checks an archive.
     *
     * @throws ArchiveException when it is damaged or no archive; the message says where
     */
    public static ArchiveReader open(Path file) throws IOException {
        ArchiveBytes bytes = new ArchiveBytes(file);
        try {
            if (!bytes.magicAt(0)) {
                throw new ArchiveException(
                        0,
                        "no mark at its beginning",
                        file
                                + " is no archive, as it does not begin with the mark of an MCAP"
                                + " file: name a file that lockstep record wrote.");
            }
            return new ArchiveReader(bytes, contents(file, bytes));
        } catch (IOException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    private static ArchiveContents contents(Path file, ArchiveBytes bytes) throws IOException {
        try {
            Optional<ArchiveContents> whole = SummaryReader.read(bytes);
            return whole.isPresent() ? whole.get() : new ArchiveScan(bytes).run();
        } catch (ArchiveException e) {
            throw ForeignFile.orElse(e, file, bytes);
        }
    }

    /** What is in it. */
    public ArchiveContents contents() {
        return contents;
    }

    /** Bytes of the file. */
    public long size() {
        return bytes.size();
    }

    /** Its messages from a log time on, ns since the epoch, in the order of their log times. */
    public MessageCursor from(long logTimeNs) {
        return new MessageCursor(this, contents.chunks(), logTimeNs);
    }

    /** All its messages in the order of their log times. */
    public MessageCursor all() {
        return from(Long.MIN_VALUE);
    }

    Chunk chunk(ChunkRef ref) throws IOException {
        ArchiveBytes.Head head = bytes.head(ref.offset());
        if (head.opcode() != Opcode.CHUNK
                || head.length() != ref.length() - Opcode.HEADER_BYTES
                || head.length() > Chunk.MAX_BYTES
                || !head.fits(ref.offset(), bytes.size())) {
            throw Damage.at(ref.offset(), "the summary names a chunk that is not there");
        }
        Chunk chunk =
                Chunk.parse(
                        bytes.read(ref.offset() + Opcode.HEADER_BYTES, (int) head.length()),
                        ref.offset());
        if (!chunk.ref().equals(ref)) {
            throw Damage.at(ref.offset(), "the chunk is not what the summary says");
        }
        return chunk;
    }

    /** Bytes that are attached. */
    public byte[] attachment(AttachmentRef ref) throws IOException {
        ArchiveBytes.Head head = bytes.head(ref.offset());
        if (head.opcode() != Opcode.ATTACHMENT
                || head.length() != ref.length() - Opcode.HEADER_BYTES
                || head.length() > Chunk.MAX_BYTES
                || !head.fits(ref.offset(), bytes.size())) {
            throw Damage.at(ref.offset(), "the summary names an attachment that is not there");
        }
        Attachment attachment =
                Attachment.parse(
                        bytes.read(ref.offset() + Opcode.HEADER_BYTES, (int) head.length()),
                        ref.offset());
        if (!attachment.ref().equals(ref)) {
            throw Damage.at(ref.offset(), "the attachment is not what the summary says");
        }
        return attachment.data();
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
