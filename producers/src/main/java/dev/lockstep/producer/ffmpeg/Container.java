package dev.lockstep.producer.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import java.util.concurrent.TimeUnit;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.jspecify.annotations.Nullable;

/**
 * An open container: hands out packets, and gives up a blocked read when told to stop or when the
 * time-out of a live source has passed. {@link #stop()} from any thread, the rest from one.
 */
final class Container implements AutoCloseable {

    private final long timeoutNanos;
    private final boolean live;
    private final AVIOInterruptCB.Callback_Pointer interrupt =
            new AVIOInterruptCB.Callback_Pointer() {
                @Override
                public int call(org.bytedeco.javacpp.Pointer opaque) {
                    return isInterrupted() ? 1 : 0;
                }
            };
    private final AVPacket packet = av_packet_alloc();
    private volatile boolean stopped;
    private volatile long deadlineNanos;
    private volatile boolean cutOff;
    private volatile boolean liveWhenEndless;
    private @Nullable AVFormatContext context;
    private @Nullable AVIOContext file;
    private @Nullable StreamInput stream;

    /** A container with nothing open; a time-out of 0 means none. */
    Container(long timeoutMs, boolean live) {
        this.live = live;
        this.timeoutNanos = TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        startTimeout();
    }

    AVIOInterruptCB.Callback_Pointer interrupt() {
        return interrupt;
    }

    void opened(AVFormatContext opened) {
        this.context = opened;
    }

    void owns(AVIOContext opened) {
        this.file = opened;
    }

    void owns(StreamInput opened) {
        this.stream = opened;
    }

    void cutOff(boolean known) {
        this.cutOff = known;
    }

    /** True when the file is known to be shorter than its header says. */
    boolean isCutOff() {
        return cutOff;
    }

    AVFormatContext context() {
        if (context == null) {
            throw new IllegalStateException("The container is not open.");
        }
        return context;
    }

    /** Reads the next packet: 0, or FFmpeg's error. It is valid until the next call. */
    int read() {
        av_packet_unref(packet);
        startTimeout();
        int result = av_read_frame(context(), packet);
        while (result == AVERROR_EAGAIN() && !isInterrupted()) {
            Thread.onSpinWait();
            result = av_read_frame(context(), packet);
        }
        return result;
    }

    AVPacket packet() {
        return packet;
    }

    void startTimeout() {
        deadlineNanos = System.nanoTime() + timeoutNanos;
    }

    boolean isTimedOut() {
        return timeoutNanos > 0 && System.nanoTime() - deadlineNanos > 0;
    }

    /** A source that does not say how long it is counts as live. */
    void liveWhenEndless() {
        liveWhenEndless = true;
    }

    /** True when the timestamps count from the connection; known once the tracks are. */
    boolean isLive() {
        return live || (liveWhenEndless && context().duration() == AV_NOPTS_VALUE);
    }

    boolean isStopped() {
        return stopped;
    }

    private boolean isInterrupted() {
        return stopped || isTimedOut();
    }

    void stop() {
        stopped = true;
    }

    @Override
    public void close() {
        stopped = true;
        av_packet_free(packet);
        if (context != null) {
            avformat_close_input(context);
            context = null;
        }
        if (file != null) {
            avio_closep(file);
            file = null;
        }
        if (stream != null) {
            avio_context_free(stream.io());
            stream.close();
            stream = null;
        }
        interrupt.close();
    }
}
