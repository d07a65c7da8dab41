package dev.lockstep.load.archive;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32;

/** The bytes of an archive, read from any offset. Not thread-safe. */
final class ArchiveBytes implements Closeable {
    private static final int BLOCK = 1024 * 1024;

    private final FileChannel file;
    private final long size;

    ArchiveBytes(Path path) throws IOException {
        this.file = FileChannel.open(path, StandardOpenOption.READ);
        this.size = file.size();
    }

    long size() {
        return size;
    }

    /** That many bytes, which must be there. */
    byte[] read(long offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (file.read(buffer, offset + buffer.position()) < 0) {
                throw new EOFException("The archive has become shorter while it was being read.");
            }
        }
        return buffer.array();
    }

    /** Opcode and length of the record at an offset, of which all 9 bytes are there. */
    Head head(long offset) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.wrap(read(offset, Opcode.HEADER_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        return new Head(bytes.get() & 0xFF, bytes.getLong());
    }

    /** True when the magic stands there whole. */
    boolean magicAt(long offset) throws IOException {
        byte[] magic = Opcode.magic();
        return offset >= 0
                && offset + magic.length <= size
                && Arrays.equals(magic, read(offset, magic.length));
    }

    /** CRC-32 of the bytes between two offsets. */
    int crc(long from, long to) throws IOException {
        CRC32 crc = new CRC32();
        for (long at = from; at < to; at += BLOCK) {
            crc.update(read(at, (int) Math.min(BLOCK, to - at)));
        }
        return (int) crc.getValue();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /**
     * The head of a record.
     *
     * @param opcode its kind
     * @param length bytes of its content, which may be nonsense
     */
    record Head(int opcode, long length) {
        /** Whether a record at that offset ends within a file of that size. */
        boolean fits(long offset, long size) {
            return length >= 0 && length <= size - offset - Opcode.HEADER_BYTES;
        }
    }
}
