package dev.lockstep.producer.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_CHANNEL_ORDER_UNSPEC;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_uninit;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc_set_opts2;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;
import static org.bytedeco.ffmpeg.global.swresample.swr_get_out_samples;
import static org.bytedeco.ffmpeg.global.swresample.swr_init;

import dev.lockstep.producer.media.MediaException;
import dev.lockstep.producer.media.MediaException.Kind;
import dev.lockstep.producer.media.MediaUnit;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.ShortPointer;
import org.jspecify.annotations.Nullable;

/**
 * Any sound to 16 kHz mono, 16 bit. Input of one format goes through one filter without seams; a
 * change of format or a {@link #drain()} starts anew. Not thread-safe; owns native memory.
 */
final class MonoResampler implements AutoCloseable {

    private static final short[] NOTHING = new short[0];

    private final AVChannelLayout mono = new AVChannelLayout();
    private @Nullable SwrContext context;
    private ShortPointer output = new ShortPointer(16_384);
    private final PointerPointer<Pointer> outputs = new PointerPointer<>(1);
    private int rate;
    private int channels;
    private int format;

    MonoResampler() {
        av_channel_layout_default(mono, 1);
    }

    /** True when the frame has the format of the frames before it, or is the first. */
    boolean takes(AVFrame frame) {
        return context == null
                || (frame.sample_rate() == rate
                        && frame.ch_layout().nb_channels() == channels
                        && frame.format() == format);
    }

    /** Converts a frame; the last few ms stay in the filter. */
    short[] convert(AVFrame frame) throws MediaException {
        SwrContext swr = context == null ? open(frame) : context;
        return run(swr, frame.extended_data(), frame.nb_samples());
    }

    /** Hands out what the filter holds and forgets the format. */
    short[] drain() throws MediaException {
        if (context == null) {
            return NOTHING;
        }
        short[] tail = run(context, null, 0);
        free();
        return tail;
    }

    private SwrContext open(AVFrame frame) throws MediaException {
        rate = frame.sample_rate();
        channels = frame.ch_layout().nb_channels();
        format = frame.format();
        AVChannelLayout layout = new AVChannelLayout();
        if (frame.ch_layout().order() == AV_CHANNEL_ORDER_UNSPEC) {
            av_channel_layout_default(layout, channels);
        } else {
            av_channel_layout_copy(layout, frame.ch_layout());
        }
        SwrContext swr = new SwrContext(null);
        int result =
                swr_alloc_set_opts2(
                        swr,
                        mono,
                        AV_SAMPLE_FMT_S16,
                        MediaUnit.SAMPLE_RATE_HZ,
                        layout,
                        format,
                        rate,
                        0,
                        null);
        if (result >= 0) {
            result = swr_init(swr);
        }
        av_channel_layout_uninit(layout);
        layout.close();
        if (result < 0) {
            swr_free(swr);
            throw new MediaException(
                    Kind.UNSUPPORTED,
                    "Sound of "
                            + rate
                            + " Hz and "
                            + channels
                            + " channels cannot be converted to 16 kHz mono ("
                            + Ffmpeg.error(result)
                            + "): convert the file to stereo first.");
        }
        context = swr;
        return swr;
    }

    private short[] run(SwrContext swr, @Nullable PointerPointer<?> input, int samples)
            throws MediaException {
        int room = swr_get_out_samples(swr, samples) + 32;
        if (room > output.capacity()) {
            output.close();
            output = new ShortPointer(2L * room);
        }
        outputs.put(0, output);
        int count = swr_convert(swr, outputs, (int) output.capacity(), input, samples);
        if (count < 0) {
            throw new MediaException(
                    Kind.UNSUPPORTED,
                    "The sound could not be resampled (" + Ffmpeg.error(count) + ").");
        }
        if (count == 0) {
            return NOTHING;
        }
        short[] pcm = new short[count];
        output.position(0).get(pcm);
        return pcm;
    }

    private void free() {
        if (context != null) {
            swr_free(context);
            context = null;
        }
    }

    @Override
    public void close() {
        free();
        output.close();
        outputs.close();
        mono.close();
    }
}
