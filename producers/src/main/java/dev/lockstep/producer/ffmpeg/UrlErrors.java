package dev.lockstep.producer.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXIT;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_FORBIDDEN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_NOT_FOUND;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_UNAUTHORIZED;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INVALIDDATA;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_PROTOCOL_NOT_FOUND;

import dev.lockstep.producer.media.MediaException;
import dev.lockstep.producer.media.MediaException.Kind;
import java.util.regex.Pattern;

/** Turns the codes that opening or reading a URL may end with into sentences. */
final class UrlErrors {

    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/@]*@");
    private static final Pattern QUERY = Pattern.compile("\\?.*");

    private UrlErrors() {}

    /** A URL as it may be shown: without user, password and query. */
    static String shown(String url) {
        return QUERY.matcher(USER_INFO.matcher(url).replaceAll("")).replaceAll("");
    }

    static MediaException of(String url, int code, boolean timedOut) {
        String where = shown(url);
        if (timedOut || code == AVERROR_EXIT) {
            return new MediaException(
                    Kind.UNREACHABLE,
                    where
                            + " sent nothing for the length of the time-out: check that the source"
                            + " is sending and that no firewall is in between.");
        }
        if (code == AVERROR_HTTP_NOT_FOUND) {
            return new MediaException(
                    Kind.NOT_FOUND, where + " does not exist (404): check the address.");
        }
        if (code == AVERROR_HTTP_UNAUTHORIZED || code == AVERROR_HTTP_FORBIDDEN) {
            return new MediaException(
                    Kind.NO_PERMISSION,
                    where + " refuses access: give user and password in the URL.");
        }
        if (code == AVERROR_INVALIDDATA) {
            return new MediaException(
                    Kind.NOT_MEDIA,
                    where
                            + " answers, but not with media that can be read here: check the address.");
        }
        String scheme = url.substring(0, Math.max(0, url.indexOf(':')));
        if (code == AVERROR_PROTOCOL_NOT_FOUND && !Ffmpeg.hasProtocol(scheme)) {
            return new MediaException(
                    Kind.UNSUPPORTED,
                    "This build of FFmpeg does not speak "
                            + scheme
                            + ", which "
                            + where
                            + " needs: give another URL of the source, for instance with http or"
                            + " rtsp.");
        }
        if (code == AVERROR_PROTOCOL_NOT_FOUND) {
            return new MediaException(
                    Kind.REFUSED,
                    where + " needs a protocol that is not allowed for this kind of URL.");
        }
        return new MediaException(
                Kind.UNREACHABLE,
                where
                        + " cannot be reached ("
                        + Ffmpeg.error(code)
                        + "): check the address and the network.");
    }
}
