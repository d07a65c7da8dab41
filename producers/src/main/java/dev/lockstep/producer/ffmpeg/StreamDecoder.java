package dev.lockstep.producer.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import dev.lockstep.producer.media.MediaException;
import dev.lockstep.producer.media.MediaException.Kind;
import dev.lockstep.producer.media.TimeBase;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** Packets of one track in, frames out. Not thread-safe; owns native memory until closed. */
final class StreamDecoder implements AutoCloseable {

    /** Takes a frame; it is reused after the call. */
    interface FrameConsumer {
        void accept(AVFrame frame) throws MediaException;
    }

    private final int streamIndex;
    private final String codecName;
    private final TimeBase timeBase;
    private final AVCodecContext context;
    private final AVFrame frame;
    private long errors;

    private StreamDecoder(AVStream stream, String codecName, AVCodecContext context) {
        this.streamIndex = stream.index();
        this.codecName = codecName;
        this.timeBase = new TimeBase(stream.time_base().num(), stream.time_base().den());
        this.context = context;
        this.frame = av_frame_alloc();
    }

    static StreamDecoder open(AVStream stream, long maxPixels) throws MediaException {
        String name = Ffmpeg.string(avcodec_get_name(stream.codecpar().codec_id()));
        AVCodec codec = avcodec_find_decoder(stream.codecpar().codec_id());
        if (codec == null) {
            throw new MediaException(
                    Kind.UNKNOWN_CODEC,
                    "There is no decoder for the codec "
                            + name
                            + ": convert the file to a common one, for instance H.264 with AAC.");
        }
        AVCodecContext context = avcodec_alloc_context3(codec);
        int result = avcodec_parameters_to_context(context, stream.codecpar());
        context.pkt_timebase(stream.time_base());
        context.max_pixels(maxPixels);
        context.thread_count(1);
        if (result >= 0) {
            result = avcodec_open2(context, codec, (AVDictionary) null);
        }
        if (result < 0) {
            avcodec_free_context(context);
            throw new MediaException(
                    Kind.UNKNOWN_CODEC,
                    "The decoder for "
                            + name
                            + " does not take this track ("
                            + Ffmpeg.error(result)
                            + "): convert the file to a common codec.");
        }
        return new StreamDecoder(stream, name, context);
    }

    int streamIndex() {
        return streamIndex;
    }

    String codecName() {
        return codecName;
    }

    TimeBase timeBase() {
        return timeBase;
    }

    AVCodecContext context() {
        return context;
    }

    /** Packets that could not be decoded. */
    long errors() {
        return errors;
    }

    /**
     * Decodes a packet; null drains what the decoder still holds. Errors are counted, not thrown.
     */
    void decode(@Nullable AVPacket packet, FrameConsumer consumer) throws MediaException {
        int sent = avcodec_send_packet(context, packet);
        if (sent < 0 && sent != AVERROR_EOF) {
            errors++;
        }
        while (true) {
            int received = avcodec_receive_frame(context, frame);
            if (received == AVERROR_EAGAIN() || received == AVERROR_EOF) {
                return;
            }
            if (received < 0) {
                errors++;
                return;
            }
            consumer.accept(frame);
            av_frame_unref(frame);
        }
    }

    @Override
    public void close() {
        av_frame_free(frame);
        avcodec_free_context(context);
    }
}
