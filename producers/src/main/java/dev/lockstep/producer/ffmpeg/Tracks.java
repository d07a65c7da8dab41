package dev.lockstep.producer.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_TS_DISCONT;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import dev.lockstep.producer.media.MediaException;
import dev.lockstep.producer.media.MediaException.Kind;
import dev.lockstep.producer.media.MediaInfo;
import dev.lockstep.producer.media.MediaSourceConf;
import dev.lockstep.producer.media.TimeBase;
import dev.lockstep.producer.media.TimestampUnwrapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * The tracks of a container that are read: the best audio and the best video track, with decoders.
 *
 * @param originUs timestamp that the source starts with, unwrapped, µs
 * @param nearUs the same, to unwrap later timestamps by
 * @param wrapBits bits of the timestamps
 * @param timestampsJump the format is one whose timestamps jump by nature
 * @param frameUs usual duration of a picture, µs
 */
record Tracks(
        MediaInfo info,
        @Nullable StreamDecoder audio,
        @Nullable StreamDecoder video,
        long originUs,
        long nearUs,
        int wrapBits,
        boolean timestampsJump,
        long frameUs) {

    static Tracks find(Container container, String name, MediaSourceConf conf)
            throws MediaException {
        AVFormatContext context = container.context();
        checkSizes(context, name, conf);
        container.startTimeout();
        int result = avformat_find_stream_info(context, (PointerPointer<?>) null);
        if (result < 0) {
            throw new MediaException(
                    Kind.BROKEN_HEADER,
                    name
                            + " cannot be read ("
                            + Ffmpeg.error(result)
                            + "): it is damaged or was cut off, copy or record it again.");
        }
        checkSizes(context, name, conf);
        List<String> warnings = new ArrayList<>();
        StreamDecoder audio = null;
        StreamDecoder video = null;
        @Nullable MediaException unknown = null;
        @Nullable AVStream audioStream = best(context, AVMEDIA_TYPE_AUDIO);
        @Nullable AVStream videoStream = best(context, AVMEDIA_TYPE_VIDEO);
        try {
            audio = audioStream == null ? null : StreamDecoder.open(audioStream, Long.MAX_VALUE);
        } catch (MediaException e) {
            unknown = e;
            warnings.add("The sound is left out: " + e.getMessage());
        }
        try {
            video =
                    videoStream == null || conf.framesPerSecond() == 0
                            ? null
                            : StreamDecoder.open(videoStream, conf.maxPicturePixels());
        } catch (MediaException e) {
            unknown = e;
            warnings.add("The pictures are left out: " + e.getMessage());
        }
        if (audio == null && video == null && unknown != null) {
            throw unknown;
        }
        if (audioStream == null && videoStream == null) {
            throw new MediaException(
                    Kind.NO_TRACKS,
                    name + " has no audio and no video track that can be read: check the file.");
        }
        return describe(context, audioStream, audio, videoStream, video, container, warnings);
    }

    private static Tracks describe(
            AVFormatContext context,
            @Nullable AVStream audioStream,
            @Nullable StreamDecoder audio,
            @Nullable AVStream videoStream,
            @Nullable StreamDecoder video,
            Container container,
            List<String> warnings) {
        discardOthers(context, audio, video);
        double rate = videoStream == null ? 0 : frameRate(videoStream);
        int bits = 64;
        long near = 0;
        long origin = Long.MAX_VALUE;
        for (AVStream stream : new AVStream[] {audioStream, videoStream}) {
            if (stream == null || stream.start_time() == AV_NOPTS_VALUE) {
                continue;
            }
            TimeBase base = new TimeBase(stream.time_base().num(), stream.time_base().den());
            boolean first = origin == Long.MAX_VALUE;
            bits = stream.pts_wrap_bits();
            long start = stream.start_time();
            if (!first) {
                start = new TimestampUnwrapper(bits).unwrap(start, base.fromMicros(near));
            }
            near = base.toMicros(start);
            origin = Math.min(origin, near);
        }
        if (origin == Long.MAX_VALUE) {
            origin = 0;
        }
        MediaInfo info =
                new MediaInfo(
                        Ffmpeg.string(context.iformat().name()),
                        audioStream == null || audio == null
                                ? Optional.empty()
                                : Optional.of(audioInfo(audioStream.codecpar())),
                        videoStream == null || video == null
                                ? Optional.empty()
                                : Optional.of(videoInfo(videoStream.codecpar(), rate)),
                        container.isLive() || context.duration() == AV_NOPTS_VALUE
                                ? OptionalLong.empty()
                                : OptionalLong.of(context.duration()),
                        container.isLive(),
                        warnings);
        return new Tracks(
                info,
                audio,
                video,
                origin,
                near,
                bits,
                (context.iformat().flags() & AVFMT_TS_DISCONT) != 0,
                rate > 0 ? Math.round(1e6 / rate) : 40_000);
    }

    private static MediaInfo.Audio audioInfo(AVCodecParameters parameters) {
        return new MediaInfo.Audio(
                Ffmpeg.string(avcodec_get_name(parameters.codec_id())),
                parameters.sample_rate(),
                parameters.ch_layout().nb_channels());
    }

    private static MediaInfo.Video videoInfo(AVCodecParameters parameters, double rate) {
        return new MediaInfo.Video(
                Ffmpeg.string(avcodec_get_name(parameters.codec_id())),
                parameters.width(),
                parameters.height(),
                rate);
    }

    private static double frameRate(AVStream stream) {
        int den = stream.avg_frame_rate().den();
        return den == 0 ? 0 : stream.avg_frame_rate().num() / (double) den;
    }

    private static @Nullable AVStream best(AVFormatContext context, int type) {
        int index = av_find_best_stream(context, type, -1, -1, (AVCodec) null, 0);
        if (index < 0) {
            return null;
        }
        AVStream stream = context.streams(index);
        AVCodecParameters parameters = stream.codecpar();
        boolean usable =
                type == AVMEDIA_TYPE_AUDIO
                        ? parameters.sample_rate() > 0 && parameters.ch_layout().nb_channels() > 0
                        : parameters.width() > 0
                                && (stream.disposition() & AV_DISPOSITION_ATTACHED_PIC) == 0;
        return usable ? stream : null;
    }

    private static void discardOthers(
            AVFormatContext context, @Nullable StreamDecoder audio, @Nullable StreamDecoder video) {
        for (int i = 0; i < context.nb_streams(); i++) {
            boolean used =
                    (audio != null && audio.streamIndex() == i)
                            || (video != null && video.streamIndex() == i);
            if (!used) {
                context.streams(i).discard(AVDISCARD_ALL);
            }
        }
    }

    private static void checkSizes(AVFormatContext context, String name, MediaSourceConf conf)
            throws MediaException {
        for (int i = 0; i < context.nb_streams(); i++) {
            AVCodecParameters parameters = context.streams(i).codecpar();
            long pixels = (long) parameters.width() * parameters.height();
            if (parameters.codec_type() == AVMEDIA_TYPE_VIDEO && pixels > conf.maxPicturePixels()) {
                throw new MediaException(
                        Kind.REFUSED,
                        name
                                + " has pictures of "
                                + parameters.width()
                                + "x"
                                + parameters.height()
                                + " pixels, more than the limit of "
                                + conf.maxPicturePixels()
                                + ": scale the video down or raise the limit.");
            }
        }
    }
}
