package dev.lockstep.producer.ffmpeg;

import dev.lockstep.producer.media.InputAddress;
import dev.lockstep.producer.media.MediaException;
import dev.lockstep.producer.media.MediaSource;
import dev.lockstep.producer.media.MediaSourceConf;
import dev.lockstep.producer.media.ReconnectConf;
import dev.lockstep.producer.media.ReconnectingMediaSource;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.InputStream;

/** Opens anything that FFmpeg reads as a {@link MediaSource}. Thread-safe, without state. */
public final class FfmpegMedia {

    private FfmpegMedia() {}

    /**
     * Opens an INPUT string as {@link InputAddress#parse} reads it. A live source that is lost
     * makes {@code next()} throw; wrap it in a {@code ReconnectingMediaSource} to open it again.
     *
     * @throws MediaException with one sentence that says what to do
     */
    public static MediaSource open(String input, MediaSourceConf conf) throws MediaException {
        InputAddress address = InputAddress.parse(input);
        if (address instanceof InputAddress.StandardInput) {
            return open(new FileInputStream(FileDescriptor.in), "standard input", conf);
        }
        return FfmpegMediaSource.start(ContainerOpener.open(address, conf), input, conf);
    }

    /**
     * The same, opening a live source again when it is lost; one that said goodbye may come back
     * within the grace. Over HTTP a recording can look like a live source: see {@link
     * ReconnectingMediaSource#openMaybeRecorded}.
     *
     * @throws MediaException when the first attempt fails
     */
    public static MediaSource open(String input, MediaSourceConf conf, ReconnectConf reconnect)
            throws MediaException {
        boolean http =
                InputAddress.parse(input) instanceof InputAddress.Url url
                        && url.scheme().startsWith("http");
        return http
                ? ReconnectingMediaSource.openMaybeRecorded(() -> open(input, conf), reconnect)
                : ReconnectingMediaSource.open(() -> open(input, conf), reconnect);
    }

    /**
     * Reads media from a stream, which is not closed.
     *
     * @param name what to call it in messages
     * @throws MediaException with one sentence that says what to do
     */
    public static MediaSource open(InputStream stream, String name, MediaSourceConf conf)
            throws MediaException {
        return FfmpegMediaSource.start(ContainerOpener.open(stream, name), name, conf);
    }
}
