package dev.lockstep.producer.ffmpeg;

import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_READ;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_probe_input_buffer2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avformat.avio_open2;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import dev.lockstep.producer.media.InputAddress;
import dev.lockstep.producer.media.MediaException;
import dev.lockstep.producer.media.MediaException.Kind;
import dev.lockstep.producer.media.MediaSourceConf;
import java.io.InputStream;
import java.util.Set;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.jspecify.annotations.Nullable;

/**
 * Opens containers so that nothing but the named input is read. A file is opened by us, its format
 * is probed, formats that refer to other files are refused, and no protocol at all is left open to
 * the demuxer; a URL may use its own family of protocols.
 */
final class ContainerOpener {

    /** Formats that make FFmpeg open what is written inside them, or that are not media. */
    private static final Set<String> REFERRING =
            Set.of(
                    "hls",
                    "dash",
                    "concat",
                    "imf",
                    "sdp",
                    "image2",
                    "webm_dash_manifest",
                    "vobsub",
                    "rtsp",
                    "fbdev",
                    "lavfi",
                    "ffmetadata",
                    "tty",
                    "txt");

    private ContainerOpener() {}

    static Container open(InputAddress address, MediaSourceConf conf) throws MediaException {
        Ffmpeg.load();
        if (address instanceof InputAddress.LocalFile file) {
            return openFile(file.path());
        }
        Container container =
                new Container(
                        conf.readTimeout().toMillis(),
                        !(address instanceof InputAddress.Url url) || url.live());
        try {
            if (address instanceof InputAddress.Url url) {
                openUrl(container, url);
            } else if (address instanceof InputAddress.Device device) {
                openDevice(container, device);
            } else {
                throw new IllegalArgumentException("Open standard input as a stream.");
            }
            return container;
        } catch (MediaException | RuntimeException e) {
            container.close();
            throw e;
        }
    }

    static Container open(InputStream stream, String name) throws MediaException {
        Ffmpeg.load();
        Container container = new Container(0, false);
        try {
            StreamInput input = new StreamInput(stream, container::isStopped);
            container.owns(input);
            openProbed(container, input.io(), name, false);
            return container;
        } catch (MediaException | RuntimeException e) {
            container.close();
            throw e;
        }
    }

    private static Container openFile(String path) throws MediaException {
        LocalFiles.check(path);
        Container container = new Container(0, false);
        try {
            AVIOContext io = new AVIOContext(null);
            AVDictionary options = options("protocol_whitelist", "file");
            int result = avio_open2(io, "file:" + path, AVIO_FLAG_READ, null, options);
            av_dict_free(options);
            if (result < 0) {
                throw new MediaException(
                        Kind.NO_PERMISSION,
                        path
                                + " cannot be opened ("
                                + Ffmpeg.error(result)
                                + "): check its rights.");
            }
            container.owns(io);
            if (LocalFiles.isPlaylist(path)) {
                throw refersToOthers(path, "a playlist");
            }
            openProbed(container, io, path, LocalFiles.isRegular(path));
            container.cutOff(LocalFiles.isCutOffRiff(path));
            return container;
        } catch (MediaException | RuntimeException e) {
            container.close();
            throw e;
        }
    }

    private static void openProbed(
            Container container, AVIOContext io, String name, boolean regularFile)
            throws MediaException {
        AVInputFormat format = new AVInputFormat(null);
        int probed = av_probe_input_buffer2(io, format, "", null, 0, 0);
        if (container.isStopped()) {
            throw new MediaException(Kind.NOT_MEDIA, name + " was stopped before it was opened.");
        }
        if (probed < 0 || format.isNull()) {
            throw new MediaException(
                    regularFile ? Kind.NOT_MEDIA : Kind.EMPTY,
                    name
                            + (regularFile
                                    ? " is not a media file that can be read here"
                                    : " brought nothing that can be recognised as media")
                            + ": give an audio or video file such as mp4, mkv, wav or mp3.");
        }
        String formatName = Ffmpeg.string(format.name());
        for (String part : formatName.split(",", -1)) {
            if (REFERRING.contains(part)) {
                throw refersToOthers(name, formatName);
            }
        }
        openContext(
                container,
                io,
                name,
                format,
                options("protocol_whitelist", "none"),
                result ->
                        new MediaException(
                                Kind.BROKEN_HEADER,
                                name
                                        + " starts like "
                                        + formatName
                                        + " but its header or index is missing or broken ("
                                        + Ffmpeg.error(result)
                                        + "): the file was cut off or is damaged, copy or record"
                                        + " it again."));
    }

    private static MediaException refersToOthers(String name, String what) {
        return new MediaException(
                Kind.REFUSED,
                name
                        + " is not media itself but "
                        + what
                        + ", which may point to other files: give the media file or its URL.");
    }

    private static void openUrl(Container container, InputAddress.Url url) throws MediaException {
        AVDictionary options = options("protocol_whitelist", url.protocolWhitelist());
        if (!url.live()) {
            container.liveWhenEndless();
        }
        if (url.scheme().startsWith("rtsp")) {
            av_dict_set(options, "rtsp_transport", "tcp", 0);
        }
        openContext(
                container,
                null,
                url.url(),
                null,
                options,
                result -> UrlErrors.of(url.url(), result, container.isTimedOut()));
    }

    private static void openDevice(Container container, InputAddress.Device device)
            throws MediaException {
        CaptureDevices.load(device.format());
        AVInputFormat format = av_find_input_format(device.format());
        if (format == null) {
            throw new MediaException(
                    Kind.UNSUPPORTED,
                    "This build of FFmpeg has no capture devices of the kind "
                            + device.format()
                            + ": name one that this system has, for instance v4l2 or alsa on Linux.");
        }
        openContext(
                container,
                null,
                device.name(),
                format,
                new AVDictionary(null),
                result ->
                        new MediaException(
                                Kind.NOT_FOUND,
                                "The capture device "
                                        + device.name()
                                        + " cannot be opened ("
                                        + Ffmpeg.error(result)
                                        + "): check that it is plugged in, not in use and that"
                                        + " you may read it."));
    }

    private interface Failure {
        MediaException of(int result);
    }

    private static void openContext(
            Container container,
            @Nullable AVIOContext io,
            String name,
            @Nullable AVInputFormat format,
            AVDictionary options,
            Failure failure)
            throws MediaException {
        AVFormatContext context = avformat_alloc_context();
        if (io != null) {
            context.pb(io);
        }
        context.interrupt_callback().callback(container.interrupt());
        context.correct_ts_overflow(0);
        container.startTimeout();
        int result = avformat_open_input(context, name, format, options);
        av_dict_free(options);
        if (result < 0) {
            throw failure.of(result);
        }
        container.opened(context);
    }

    private static AVDictionary options(String key, String value) {
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, key, value, 0);
        return options;
    }
}
