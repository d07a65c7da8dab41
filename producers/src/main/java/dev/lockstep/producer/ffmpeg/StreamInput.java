package dev.lockstep.producer.ffmpeg;

import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EIO;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXIT;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A Java stream as FFmpeg's input. A daemon thread reads ahead at most 16 blocks of 32 KiB, so that
 * a read that blocks for ever (standard input) can be given up. The stream is not closed.
 */
final class StreamInput implements AutoCloseable {

    private static final int BLOCK_BYTES = 32 * 1024;
    private static final byte[] END = new byte[0];

    private final BlockingQueue<byte[]> blocks = new ArrayBlockingQueue<>(16);
    private final BooleanSupplier stopped;
    private final AVIOContext io;
    private final Read_packet_Pointer_BytePointer_int callback =
            new Read_packet_Pointer_BytePointer_int() {
                @Override
                public int call(Pointer opaque, BytePointer buffer, int size) {
                    return read(buffer, size);
                }
            };
    private volatile boolean closed;
    private volatile boolean failed;
    private byte[] block = new byte[0];
    private int taken;
    private boolean ended;

    StreamInput(InputStream stream, BooleanSupplier stopped) {
        this.stopped = stopped;
        BytePointer buffer = new BytePointer(av_malloc(BLOCK_BYTES));
        this.io = avio_alloc_context(buffer, BLOCK_BYTES, 0, null, callback, null, null);
        io.seekable(0);
        Thread reader = new Thread(() -> readAhead(stream), "media-input");
        reader.setDaemon(true);
        reader.start();
    }

    AVIOContext io() {
        return io;
    }

    private void readAhead(InputStream stream) {
        try {
            byte[] buffer = new byte[BLOCK_BYTES];
            int count;
            while (!closed && (count = stream.read(buffer)) >= 0) {
                if (count > 0) {
                    put(java.util.Arrays.copyOf(buffer, count));
                }
            }
        } catch (IOException e) {
            failed = true;
        }
        put(END);
    }

    private void put(byte[] bytes) {
        try {
            while (!closed && !blocks.offer(bytes, 100, TimeUnit.MILLISECONDS)) {
                Thread.onSpinWait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int read(BytePointer buffer, int size) {
        try {
            while (taken == block.length) {
                if (ended) {
                    return failed ? AVERROR_EIO() : AVERROR_EOF;
                }
                byte[] next = blocks.poll(100, TimeUnit.MILLISECONDS);
                if (next != null) {
                    block = next;
                    taken = 0;
                    ended = next == END;
                } else if (stopped.getAsBoolean()) {
                    return AVERROR_EXIT;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return AVERROR_EXIT;
        }
        int count = Math.min(size, block.length - taken);
        buffer.put(block, taken, count);
        taken += count;
        return count;
    }

    @Override
    public void close() {
        closed = true;
        callback.close();
    }
}
