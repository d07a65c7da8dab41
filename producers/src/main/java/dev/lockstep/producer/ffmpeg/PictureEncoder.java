package dev.lockstep.producer.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import dev.lockstep.producer.media.MediaException;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/** BGR pictures to a video track. Not thread-safe; owns native memory. */
final class PictureEncoder implements AutoCloseable {

    private final TrackEncoder track;
    private final int width;
    private final int height;
    private final int framesPerSecond;
    private final SwsContext scaler;
    private final AVFrame frame = av_frame_alloc();
    private final BytePointer input;
    private long lastSlot = -1;

    PictureEncoder(MediaFormat format, AVFormatContext container) throws MediaException {
        this.width = format.width();
        this.height = format.height();
        this.framesPerSecond = format.framesPerSecond();
        this.track = new TrackEncoder(format.videoCodec(), container);
        AVCodecContext context = track.context();
        int pixels = format.videoCodec().equals("mjpeg") ? AV_PIX_FMT_YUVJ420P : AV_PIX_FMT_YUV420P;
        context.width(width).height(height).pix_fmt(pixels);
        context.time_base(av_make_q(1, framesPerSecond));
        context.framerate(av_make_q(framesPerSecond, 1));
        context.gop_size(2 * framesPerSecond);
        context.bit_rate(format.videoBitRate());
        if (format.videoCodec().startsWith("libvpx")) {
            av_opt_set(context.priv_data(), "deadline", "realtime", 0);
            av_opt_set(context.priv_data(), "cpu-used", "8", 0);
        }
        track.open();
        frame.format(pixels).width(width).height(height);
        av_frame_get_buffer(frame, 0);
        this.input = new BytePointer(3L * width * height);
        this.scaler =
                sws_getContext(
                        width,
                        height,
                        AV_PIX_FMT_BGR24,
                        width,
                        height,
                        pixels,
                        SWS_BICUBIC,
                        null,
                        null,
                        (DoublePointer) null);
    }

    /** Writes a picture; one that falls on the same point of the grid as the last is left out. */
    void write(byte[] bgr, long ptsUs) throws MediaException {
        if (bgr.length != 3 * width * height) {
            throw new IllegalArgumentException(
                    "A picture of "
                            + width
                            + "x"
                            + height
                            + " needs "
                            + 3 * width * height
                            + " bytes, not "
                            + bgr.length);
        }
        long slot = Math.round(ptsUs * framesPerSecond / 1e6);
        if (slot <= lastSlot) {
            return;
        }
        lastSlot = slot;
        input.position(0).put(bgr);
        av_frame_make_writable(frame);
        try (PointerPointer<Pointer> planes = new PointerPointer<>(4);
                IntPointer strides = new IntPointer(3 * width, 0, 0, 0)) {
            planes.put(0, input);
            for (int i = 1; i < 4; i++) {
                planes.put(i, (Pointer) null);
            }
            sws_scale(scaler, planes, strides, 0, height, frame.data(), frame.linesize());
        }
        frame.pts(slot);
        track.encode(frame);
    }

    void finish() throws MediaException {
        track.encode(null);
    }

    @Override
    public void close() {
        sws_freeContext(scaler);
        av_frame_free(frame);
        input.close();
        track.close();
    }
}
