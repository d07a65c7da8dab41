package dev.lockstep.view.http;

import dev.lockstep.sink.hls.MediaPlaylist;
import dev.lockstep.view.query.StreamViews;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Captions of a stream as an HLS track of WebVTT segments, cut when a player asks. Any instance
 * answers for any stream. Thread-safe; a track that nobody asks for any more is forgotten.
 */
final class HlsHandler {
    private static final int MOST_TRACKS = 64;
    private static final long FORGET_MS = 60_000;
    private static final Pattern PART = Pattern.compile("([0-9]{1,10})(?:\\.([0-9]{1,3}))?\\.vtt");

    private final ViewServices services;
    private final Map<String, ServedTrack> tracks = new ConcurrentHashMap<>();

    HlsHandler(ViewServices services) {
        this.services = services;
    }

    void playlist(Context context) {
        String playlist = track(context).playlist(views(context));
        context.header("Cache-Control", "no-cache");
        context.contentType(MediaPlaylist.CONTENT_TYPE).result(playlist);
    }

    void segment(Context context) {
        Matcher name = PART.matcher(context.pathParam("name"));
        if (!name.matches()) {
            throw gone();
        }
        String part = name.group(2);
        Optional<String> text =
                track(context)
                        .text(
                                views(context),
                                Long.parseLong(name.group(1)),
                                part == null ? -1 : Integer.parseInt(part));
        context.header("Cache-Control", "max-age=60");
        context.contentType("text/vtt; charset=utf-8").result(text.orElseThrow(HlsHandler::gone));
    }

    private ServedTrack track(Context context) {
        String stream = context.pathParam("stream");
        views(context).stream(stream);
        long nowMs = services.clock().millis();
        tracks.values().removeIf(track -> track.idleSinceMs() < nowMs - FORGET_MS);
        if (tracks.size() >= MOST_TRACKS && !tracks.containsKey(stream)) {
            throw HttpProblem.unavailable(
                    "Captions of " + MOST_TRACKS + " streams are being cut already.",
                    "Ask again when others have stopped.",
                    60);
        }
        ServedTrack track = tracks.computeIfAbsent(stream, ServedTrack::new);
        track.touch(nowMs);
        return track;
    }

    private StreamViews views(Context context) {
        return StreamHandlers.isForwarded(context) ? services.local() : services.cluster();
    }

    private static HttpProblem gone() {
        return HttpProblem.of(
                404,
                "Not found",
                "The track has no such segment, or not any more.",
                "Load captions.m3u8 and ask for what it names.");
    }
}
