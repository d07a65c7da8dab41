package dev.lockstep.producer.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.FF_COMPLIANCE_EXPERIMENTAL;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_GLOBALHEADER;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;

import dev.lockstep.producer.media.MediaException;
import dev.lockstep.producer.media.MediaException.Kind;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** Frames of one track in, packets into the container out. Not thread-safe; owns native memory. */
final class TrackEncoder implements AutoCloseable {

    private final String codec;
    private final AVFormatContext container;
    private final AVCodecContext context;
    private final AVPacket packet = av_packet_alloc();
    private @Nullable AVStream stream;

    TrackEncoder(String codec, AVFormatContext container) throws MediaException {
        this.codec = codec;
        this.container = container;
        AVCodec found = avcodec_find_encoder_by_name(codec);
        if (found == null) {
            throw new MediaException(
                    Kind.UNSUPPORTED,
                    "This build of FFmpeg has no encoder "
                            + codec
                            + ": choose another, for instance libopenh264 or aac.");
        }
        this.context = avcodec_alloc_context3(found);
        context.strict_std_compliance(FF_COMPLIANCE_EXPERIMENTAL);
        context.thread_count(1);
        if ((container.oformat().flags() & AVFMT_GLOBALHEADER) != 0) {
            context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
        }
    }

    AVCodecContext context() {
        return context;
    }

    /** Opens the encoder, once its context is set up, and adds the track to the container. */
    void open() throws MediaException {
        check(avcodec_open2(context, null, (AVDictionary) null), "opened");
        AVStream added = avformat_new_stream(container, null);
        check(avcodec_parameters_from_context(added.codecpar(), context), "described");
        added.time_base(context.time_base());
        stream = added;
    }

    /** Encodes a frame; null drains the encoder. */
    void encode(@Nullable AVFrame frame) throws MediaException {
        AVStream target = stream;
        if (target == null) {
            throw new IllegalStateException("The encoder is not open.");
        }
        check(avcodec_send_frame(context, frame), "fed");
        while (true) {
            int result = avcodec_receive_packet(context, packet);
            if (result == AVERROR_EAGAIN() || result == AVERROR_EOF) {
                return;
            }
            check(result, "read");
            packet.stream_index(target.index());
            av_packet_rescale_ts(packet, context.time_base(), target.time_base());
            check(av_interleaved_write_frame(container, packet), "written");
        }
    }

    private void check(int result, String what) throws MediaException {
        if (result < 0) {
            throw new MediaException(
                    Kind.UNSUPPORTED,
                    "The "
                            + codec
                            + " track could not be "
                            + what
                            + " ("
                            + Ffmpeg.error(result)
                            + "): check the format, and that the disk is not full.");
        }
    }

    @Override
    public void close() {
        av_packet_free(packet);
        avcodec_free_context(context);
    }
}
