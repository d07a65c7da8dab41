package dev.lockstep.producer.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import dev.lockstep.producer.media.MediaException;
import dev.lockstep.producer.media.MediaInfo;
import dev.lockstep.producer.media.MediaSource;
import dev.lockstep.producer.media.MediaSourceConf;
import dev.lockstep.producer.media.MediaStats;
import dev.lockstep.producer.media.MediaUnit;
import dev.lockstep.producer.media.Timeline;
import dev.lockstep.producer.media.TimestampUnwrapper;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.jspecify.annotations.Nullable;

/** One pass over an open container: packets to decoders, frames to units. */
final class FfmpegMediaSource implements MediaSource {

    private static final long TRUNCATION_SLACK_US = 500_000;

    private final Container container;
    private final String name;
    private final Tracks tracks;
    private final Deque<MediaUnit> ready = new ArrayDeque<>();
    private final @Nullable AudioTrack audio;
    private final @Nullable VideoTrack video;
    private final Timeline timeline;
    private long nearUs;
    private boolean broken;
    private boolean finished;
    private @Nullable MediaException lost;

    private FfmpegMediaSource(
            Container container, String name, Tracks tracks, MediaSourceConf conf) {
        this.container = container;
        this.name = name;
        this.tracks = tracks;
        this.nearUs = tracks.nearUs();
        this.timeline = new Timeline(2, tracks.originUs(), tracks.timestampsJump());
        this.audio =
                tracks.audio() == null ? null : new AudioTrack(tracks.audio(), timeline, ready);
        this.video =
                tracks.video() == null
                        ? null
                        : new VideoTrack(tracks.video(), tracks.frameUs(), timeline, conf, ready);
    }

    /** Finds the tracks of an open container; closes it when it has none that can be read. */
    static MediaSource start(Container container, String name, MediaSourceConf conf)
            throws MediaException {
        try {
            Tracks tracks = Tracks.find(container, name, conf);
            return new FfmpegMediaSource(container, name, tracks, conf);
        } catch (MediaException | RuntimeException e) {
            container.close();
            throw e;
        }
    }

    @Override
    public MediaInfo info() {
        return tracks.info();
    }

    @Override
    public Optional<MediaUnit> next() throws MediaException {
        while (ready.isEmpty() && !finished && !container.isStopped()) {
            int result = container.read();
            if (result >= 0) {
                decode(container.packet());
            } else {
                end(result);
            }
        }
        MediaUnit unit = ready.poll();
        if (unit == null && lost != null && !container.isStopped()) {
            throw lost;
        }
        return Optional.ofNullable(unit);
    }

    private void decode(AVPacket packet) throws MediaException {
        if (audio != null && packet.stream_index() == audio.streamIndex()) {
            unwrap(packet, audio.decoder());
            audio.decode(packet);
        } else if (video != null && packet.stream_index() == video.streamIndex()) {
            unwrap(packet, video.decoder());
            video.decode(packet);
        }
    }

    private void unwrap(AVPacket packet, StreamDecoder decoder) {
        TimestampUnwrapper unwrapper = new TimestampUnwrapper(tracks.wrapBits());
        long near = decoder.timeBase().fromMicros(nearUs);
        if (packet.dts() != AV_NOPTS_VALUE) {
            packet.dts(unwrapper.unwrap(packet.dts(), near));
        }
        if (packet.pts() != AV_NOPTS_VALUE) {
            packet.pts(unwrapper.unwrap(packet.pts(), near));
            nearUs = decoder.timeBase().toMicros(packet.pts());
        }
    }

    private void end(int result) throws MediaException {
        finished = true;
        if (audio != null) {
            audio.finish();
        }
        if (video != null) {
            video.finish();
        }
        if (container.isStopped()) {
            return;
        }
        broken = result != AVERROR_EOF;
        if (tracks.info().live() && (broken || container.isTimedOut())) {
            lost = UrlErrors.of(name, result, container.isTimedOut());
        }
    }

    @Override
    public MediaStats stats() {
        long errors = (audio == null ? 0 : audio.errors()) + (video == null ? 0 : video.errors());
        boolean shortOfHeader =
                tracks.info().durationUs().isPresent()
                        && timeline.endUs() + slackUs() < tracks.info().durationUs().getAsLong();
        return new MediaStats(
                errors,
                audio == null ? 0 : audio.discontinuities(),
                audio == null ? 0 : audio.overlapSamples(),
                0,
                finished
                        && !tracks.info().live()
                        && (broken || shortOfHeader || container.isCutOff()));
    }

    private long slackUs() {
        return TRUNCATION_SLACK_US + tracks.info().durationUs().orElse(0) / 50;
    }

    @Override
    public void stop() {
        container.stop();
    }

    @Override
    public void close() {
        if (audio != null) {
            audio.close();
        }
        if (video != null) {
            video.close();
        }
        container.close();
    }
}
