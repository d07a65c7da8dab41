package dev.lockstep.producer.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import dev.lockstep.producer.media.AudioTimeline;
import dev.lockstep.producer.media.MediaException;
import dev.lockstep.producer.media.MediaUnit;
import dev.lockstep.producer.media.Timeline;
import java.util.Arrays;
import java.util.Deque;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** The sound of a container: packets in, 16 kHz mono units out, in step with the timestamps. */
final class AudioTrack implements AutoCloseable {

    private static final int TRACK = 0;

    private final StreamDecoder decoder;
    private final Timeline timeline;
    private final Deque<MediaUnit> out;
    private final AudioTimeline samples = new AudioTimeline();
    private final MonoResampler resampler = new MonoResampler();
    private long previousUs;
    private int toDrop;
    private boolean discontinuity;
    private long discontinuities;
    private long overlapSamples;

    AudioTrack(StreamDecoder decoder, Timeline timeline, Deque<MediaUnit> out) {
        this.decoder = decoder;
        this.timeline = timeline;
        this.out = out;
    }

    int streamIndex() {
        return decoder.streamIndex();
    }

    StreamDecoder decoder() {
        return decoder;
    }

    void decode(@Nullable AVPacket packet) throws MediaException {
        decoder.decode(packet, this::frame);
    }

    void finish() throws MediaException {
        decode(null);
        emit(resampler.drain());
    }

    private void frame(AVFrame frame) throws MediaException {
        int count = frame.nb_samples();
        int rate = frame.sample_rate();
        if (count <= 0 || rate <= 0) {
            return;
        }
        long durationUs = count * 1_000_000L / rate;
        long timestamp = frame.best_effort_timestamp();
        Timeline.Stamp stamp =
                timestamp == AV_NOPTS_VALUE
                        ? timeline.after(TRACK, durationUs, previousUs)
                        : timeline.at(TRACK, decoder.timeBase().toMicros(timestamp), durationUs);
        previousUs = durationUs;
        if (!samples.continues(stamp)) {
            emit(resampler.drain());
            join(samples.join(stamp));
        } else if (!resampler.takes(frame)) {
            emit(resampler.drain());
        }
        samples.consumed(count, rate);
        emit(resampler.convert(frame));
    }

    private void join(AudioTimeline.Join join) {
        if (join.silence() > 0) {
            emit(new short[join.silence()]);
        }
        toDrop = join.drop();
        overlapSamples += join.drop();
        discontinuity = join.discontinuity();
        if (discontinuity) {
            discontinuities++;
        }
    }

    private void emit(short[] pcm) {
        int dropped = Math.min(toDrop, pcm.length);
        toDrop -= dropped;
        if (dropped == pcm.length) {
            return;
        }
        short[] kept = dropped == 0 ? pcm : Arrays.copyOfRange(pcm, dropped, pcm.length);
        long ptsUs = samples.produced(kept.length);
        out.add(new MediaUnit.AudioSamples(samples.epoch(), ptsUs, kept, discontinuity));
        discontinuity = false;
    }

    long errors() {
        return decoder.errors();
    }

    long discontinuities() {
        return discontinuities;
    }

    long overlapSamples() {
        return overlapSamples;
    }

    @Override
    public void close() {
        resampler.close();
        decoder.close();
    }
}
