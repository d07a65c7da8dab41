package dev.lockstep.producer.media;

import dev.lockstep.producer.media.MediaException.Kind;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an INPUT string means. Nothing but a known scheme followed by {@code ://} is a URL, so a
 * file name can never be taken for one of FFmpeg's protocols. Immutable.
 */
public sealed interface InputAddress {

    /** A file on this machine. */
    record LocalFile(String path) implements InputAddress {}

    /** Standard input. */
    record StandardInput() implements InputAddress {}

    /** A URL with the protocols that opening it may use. */
    record Url(String url, String scheme, String protocolWhitelist, boolean live)
            implements InputAddress {}

    /** A capture device: FFmpeg's name for the kind of device, and which one. */
    record Device(String format, String name) implements InputAddress {}

    /** Protocols by scheme: the scheme's own family and what it runs over, nothing else. */
    Map<String, String> FAMILIES =
            Map.ofEntries(
                    Map.entry("http", "http,https,tls,tcp,httpproxy,crypto"),
                    Map.entry("https", "http,https,tls,tcp,httpproxy,crypto"),
                    Map.entry("rtsp", "rtsp,rtp,rtcp,srtp,udp,tcp,tls"),
                    Map.entry("rtsps", "rtsp,rtsps,rtp,rtcp,srtp,udp,tcp,tls"),
                    Map.entry("rtmp", "rtmp,tcp"),
                    Map.entry("rtmps", "rtmps,rtmp,tls,tcp"),
                    Map.entry("srt", "srt"),
                    Map.entry("udp", "udp"),
                    Map.entry("rtp", "rtp,udp"),
                    Map.entry("tcp", "tcp"));

    /** Kinds of devices that may stand before a colon. */
    Pattern DEVICE =
            Pattern.compile("(v4l2|alsa|pulse|x11grab|xcbgrab|avfoundation|dshow|gdigrab):(.+)");

    /** A scheme before {@code ://}. */
    Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://.*");

    /**
     * Reads an INPUT string: a path, {@code file:PATH}, a URL, {@code device:/dev/video0}, {@code
     * v4l2:…} and the like, or {@code -}.
     *
     * @throws MediaException when it is empty or the scheme is not one of those known
     */
    static InputAddress parse(String input) throws MediaException {
        if (input.isBlank() || input.indexOf('\0') >= 0) {
            throw new MediaException(
                    Kind.NOT_FOUND, "No input is given: name a file, a URL, a device or - .");
        }
        if (input.equals("-")) {
            return new StandardInput();
        }
        if (input.startsWith("device:")) {
            String name = input.substring("device:".length());
            return new Device(deviceFormat(name), name);
        }
        Matcher device = DEVICE.matcher(input);
        if (device.matches()) {
            return new Device(device.group(1), device.group(2));
        }
        if (input.startsWith("file:")) {
            return new LocalFile(input.substring(input.startsWith("file://") ? 7 : 5));
        }
        Matcher scheme = SCHEME.matcher(input);
        if (!scheme.matches()) {
            return new LocalFile(input);
        }
        String name = scheme.group(1).toLowerCase(Locale.ROOT);
        String whitelist = FAMILIES.get(name);
        if (whitelist == null) {
            throw new MediaException(
                    Kind.REFUSED,
                    "The protocol "
                            + name
                            + " is not allowed: use a file or one of "
                            + String.join(", ", FAMILIES.keySet().stream().sorted().toList())
                            + ".");
        }
        return new Url(input, name, whitelist, !name.startsWith("http"));
    }

    private static String deviceFormat(String name) {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (os.contains("mac")) {
            return "avfoundation";
        }
        if (os.contains("win")) {
            return "dshow";
        }
        return name.startsWith("/dev/video") ? "v4l2" : "alsa";
    }
}
