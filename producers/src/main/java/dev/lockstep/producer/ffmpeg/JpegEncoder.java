package dev.lockstep.producer.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_QSCALE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.FF_QP2LAMBDA;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import dev.lockstep.producer.media.MediaException;
import dev.lockstep.producer.media.MediaException.Kind;
import dev.lockstep.producer.media.MediaSourceConf;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.jspecify.annotations.Nullable;

/** Scales decoded pictures and makes them JPEG. Not thread-safe; owns native memory. */
final class JpegEncoder implements AutoCloseable {

    /** An encoded picture with its size in pixels. */
    record Jpeg(byte[] bytes, int width, int height) {}

    private final int maxWidth;
    private final int maxHeight;
    private final int lambda;
    private final AVPacket packet = av_packet_alloc();
    private long pictures;
    private @Nullable SwsContext scaler;
    private @Nullable AVCodecContext encoder;
    private @Nullable AVFrame scaled;

    JpegEncoder(MediaSourceConf conf) {
        this.maxWidth = conf.maxWidth();
        this.maxHeight = conf.maxHeight();
        // Quality 100..1 becomes the encoder's quantiser 1..31.
        this.lambda = FF_QP2LAMBDA * (1 + Math.round((100 - conf.jpegQuality()) * 30 / 99f));
    }

    /** The size to scale to: square pixels, within the limits, aspect kept, even, never larger. */
    static int[] fit(int width, int height, double pixelAspect, int maxWidth, int maxHeight) {
        double shown = pixelAspect > 0 ? width * pixelAspect : width;
        double factor = Math.min(1, Math.min(maxWidth / shown, maxHeight / (double) height));
        return new int[] {even(shown * factor), even(height * factor)};
    }

    private static int even(double size) {
        return Math.max(2, (int) Math.round(size / 2) * 2);
    }

    Jpeg encode(AVFrame frame) throws MediaException {
        int aspectDen = frame.sample_aspect_ratio().den();
        double aspect = aspectDen == 0 ? 0 : frame.sample_aspect_ratio().num() / (double) aspectDen;
        int[] size = fit(frame.width(), frame.height(), aspect, maxWidth, maxHeight);
        AVFrame target = target(size[0], size[1]);
        scaler =
                sws_getCachedContext(
                        scaler,
                        frame.width(),
                        frame.height(),
                        frame.format(),
                        size[0],
                        size[1],
                        AV_PIX_FMT_YUVJ420P,
                        SWS_AREA,
                        null,
                        null,
                        (DoublePointer) null);
        if (scaler == null) {
            throw new MediaException(
                    Kind.UNSUPPORTED,
                    "The pictures have a pixel format that cannot be converted: "
                            + "convert the video to yuv420p.");
        }
        av_frame_make_writable(target);
        sws_scale(
                scaler,
                frame.data(),
                frame.linesize(),
                0,
                frame.height(),
                target.data(),
                target.linesize());
        target.quality(lambda);
        target.pts(pictures++);
        int result = avcodec_send_frame(encoder, target);
        if (result >= 0) {
            result = avcodec_receive_packet(encoder, packet);
        }
        if (result < 0) {
            throw new MediaException(
                    Kind.UNSUPPORTED,
                    "A picture could not be made JPEG (" + Ffmpeg.error(result) + ").");
        }
        byte[] bytes = new byte[packet.size()];
        packet.data().get(bytes);
        av_packet_unref(packet);
        return new Jpeg(bytes, size[0], size[1]);
    }

    private AVFrame target(int width, int height) throws MediaException {
        if (scaled != null && scaled.width() == width && scaled.height() == height) {
            return scaled;
        }
        free();
        AVFrame frame = av_frame_alloc();
        frame.format(AV_PIX_FMT_YUVJ420P).width(width).height(height);
        frame.color_range(AVCOL_RANGE_JPEG);
        pictures = 0;
        AVCodecContext context = avcodec_alloc_context3(avcodec_find_encoder(AV_CODEC_ID_MJPEG));
        context.width(width).height(height).pix_fmt(AV_PIX_FMT_YUVJ420P);
        context.color_range(AVCOL_RANGE_JPEG);
        context.time_base(av_make_q(1, 25));
        context.flags(context.flags() | AV_CODEC_FLAG_QSCALE);
        context.global_quality(lambda);
        context.qmin(1);
        context.thread_count(1);
        scaled = frame;
        encoder = context;
        int result = av_frame_get_buffer(frame, 0);
        if (result >= 0) {
            result = avcodec_open2(context, null, (AVDictionary) null);
        }
        if (result < 0) {
            throw new MediaException(
                    Kind.UNSUPPORTED,
                    "Pictures of "
                            + width
                            + "x"
                            + height
                            + " cannot be made JPEG ("
                            + Ffmpeg.error(result)
                            + ").");
        }
        return frame;
    }

    private void free() {
        if (scaled != null) {
            av_frame_free(scaled);
            scaled = null;
        }
        if (encoder != null) {
            avcodec_free_context(encoder);
            encoder = null;
        }
    }

    @Override
    public void close() {
        free();
        if (scaler != null) {
            sws_freeContext(scaler);
            scaler = null;
        }
        av_packet_free(packet);
    }
}
