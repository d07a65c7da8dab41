package dev.lockstep.producer.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import dev.lockstep.producer.media.FrameSampler;
import dev.lockstep.producer.media.MediaException;
import dev.lockstep.producer.media.MediaSourceConf;
import dev.lockstep.producer.media.MediaUnit;
import dev.lockstep.producer.media.Timeline;
import java.util.Deque;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** The pictures of a container: packets in, sampled JPEG units out. */
final class VideoTrack implements AutoCloseable {

    private static final int TRACK = 1;

    private final StreamDecoder decoder;
    private final Timeline timeline;
    private final Deque<MediaUnit> out;
    private final FrameSampler sampler;
    private final JpegEncoder encoder;
    private final long frameUs;

    VideoTrack(
            StreamDecoder decoder,
            long frameUs,
            Timeline timeline,
            MediaSourceConf conf,
            Deque<MediaUnit> out) {
        this.decoder = decoder;
        this.frameUs = frameUs;
        this.timeline = timeline;
        this.out = out;
        this.sampler = new FrameSampler(conf.framesPerSecond());
        this.encoder = new JpegEncoder(conf);
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
    }

    private void frame(AVFrame frame) throws MediaException {
        long timestamp = frame.best_effort_timestamp();
        Timeline.Stamp stamp =
                timestamp == AV_NOPTS_VALUE
                        ? timeline.after(TRACK, frameUs, frameUs)
                        : timeline.at(TRACK, decoder.timeBase().toMicros(timestamp), frameUs);
        if (sampler.takes(stamp)) {
            JpegEncoder.Jpeg jpeg = encoder.encode(frame);
            out.add(
                    new MediaUnit.Picture(
                            stamp.epoch(),
                            stamp.ptsUs(),
                            jpeg.bytes(),
                            jpeg.width(),
                            jpeg.height()));
        }
    }

    long errors() {
        return decoder.errors();
    }

    @Override
    public void close() {
        encoder.close();
        decoder.close();
    }
}
