package dev.lockstep.producer.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S32;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc_set_opts2;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;
import static org.bytedeco.ffmpeg.global.swresample.swr_init;

import dev.lockstep.producer.media.MediaException;
import dev.lockstep.producer.media.MediaException.Kind;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.ShortPointer;

/** Interleaved 16-bit samples to an audio track. Not thread-safe; owns native memory. */
final class SoundEncoder implements AutoCloseable {

    private static final int FREE_FRAME_SAMPLES = 1024;

    private final TrackEncoder track;
    private final AVCodecContext context;
    private final SwrContext converter = new SwrContext(null);
    private final int frameSamples;
    private final int channels;
    private final short[] pending;
    private final ShortPointer input;
    private int filled;
    private long position;

    SoundEncoder(MediaFormat format, AVFormatContext container) throws MediaException {
        this.channels = format.channels();
        this.track =
                new TrackEncoder(
                        format.audioCodec().equals(MediaWriter.FLAC_24)
                                ? "flac"
                                : format.audioCodec(),
                        container);
        this.context = track.context();
        context.sample_rate(format.sampleRateHz());
        av_channel_layout_default(context.ch_layout(), channels);
        context.sample_fmt(sampleFormat(format.audioCodec()));
        if (context.sample_fmt() == AV_SAMPLE_FMT_S32) {
            context.bits_per_raw_sample(24);
        }
        context.time_base(av_make_q(1, format.sampleRateHz()));
        context.bit_rate(64_000L * channels);
        track.open();
        this.frameSamples = context.frame_size() > 0 ? context.frame_size() : FREE_FRAME_SAMPLES;
        this.pending = new short[frameSamples * channels];
        this.input = new ShortPointer((long) frameSamples * channels);
        int result =
                swr_alloc_set_opts2(
                        converter,
                        context.ch_layout(),
                        context.sample_fmt(),
                        context.sample_rate(),
                        context.ch_layout(),
                        AV_SAMPLE_FMT_S16,
                        context.sample_rate(),
                        0,
                        null);
        if (result < 0 || swr_init(converter) < 0) {
            throw new MediaException(
                    Kind.UNSUPPORTED, "The sound cannot be converted for " + format.audioCodec());
        }
    }

    private static int sampleFormat(String codec) {
        return switch (codec) {
            case "pcm_s16le", "flac", "libopus", "mp2" -> AV_SAMPLE_FMT_S16;
            case "pcm_s24le", MediaWriter.FLAC_24 -> AV_SAMPLE_FMT_S32;
            case "pcm_f32le" -> AV_SAMPLE_FMT_FLT;
            default -> AV_SAMPLE_FMT_FLTP;
        };
    }

    void write(short[] interleaved) throws MediaException {
        int taken = 0;
        while (taken < interleaved.length) {
            int count = Math.min(pending.length - filled, interleaved.length - taken);
            System.arraycopy(interleaved, taken, pending, filled, count);
            taken += count;
            filled += count;
            if (filled == pending.length) {
                flush();
            }
        }
    }

    /** Leaves a hole in the timestamps. */
    void skip(long samples) throws MediaException {
        flush();
        position += samples;
    }

    void finish() throws MediaException {
        flush();
        track.encode(null);
    }

    private void flush() throws MediaException {
        int samples = filled / channels;
        filled = 0;
        if (samples == 0) {
            return;
        }
        input.position(0).put(pending, 0, samples * channels);
        AVFrame frame = av_frame_alloc();
        try (PointerPointer<Pointer> inputs = new PointerPointer<>(1)) {
            frame.format(context.sample_fmt()).nb_samples(samples);
            frame.sample_rate(context.sample_rate());
            av_channel_layout_copy(frame.ch_layout(), context.ch_layout());
            frame.pts(position);
            inputs.put(0, input);
            int result = av_frame_get_buffer(frame, 0);
            if (result >= 0) {
                result = swr_convert(converter, frame.extended_data(), samples, inputs, samples);
            }
            if (result < 0) {
                throw new MediaException(
                        Kind.UNSUPPORTED,
                        "The sound could not be converted (" + Ffmpeg.error(result) + ").");
            }
            position += samples;
            track.encode(frame);
        } finally {
            av_frame_free(frame);
        }
    }

    @Override
    public void close() {
        swr_free(converter);
        input.close();
        track.close();
    }
}
