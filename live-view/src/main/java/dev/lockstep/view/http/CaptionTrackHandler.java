package dev.lockstep.view.http;

import dev.lockstep.sink.caption.TimedCaption;
import dev.lockstep.sink.caption.WebVttWriter;
import dev.lockstep.view.hls.TimedCaptions;
import dev.lockstep.view.model.CaptionPage;
import dev.lockstep.view.model.CaptionView;
import dev.lockstep.view.query.ExpiredCursorException;
import dev.lockstep.view.query.StreamViews;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All captions of a stream that are kept, as one WebVTT file. Thread-safe. */
final class CaptionTrackHandler implements Handler {
    private static final int PAGE = 1_000;

    private final ViewServices services;

    CaptionTrackHandler(ViewServices services) {
        this.services = services;
    }

    @Override
    public void handle(Context context) {
        String stream = context.pathParam("stream");
        String track = context.queryParam("track");
        if (track != null && !track.equals("settled")) {
            throw HttpProblem.badRequest(
                    "There is no such track.", "Give track=settled, or leave it out.");
        }
        StreamViews views =
                StreamHandlers.isForwarded(context) ? services.local() : services.cluster();
        List<TimedCaption> captions =
                kept(views, stream).stream()
                        .filter(caption -> track == null || caption.settled())
                        .map(TimedCaptions::committed)
                        .toList();
        context.header("Cache-Control", "no-store");
        context.contentType("text/vtt; charset=utf-8").result(WebVttWriter.of(captions));
    }

    private static List<CaptionView> kept(StreamViews views, String stream) {
        try {
            return all(views, stream);
        } catch (ExpiredCursorException e) {
            // The oldest ones were given up while they were read: begin with what is left.
            return all(views, stream);
        }
    }

    private static List<CaptionView> all(StreamViews views, String stream) {
        List<CaptionView> all = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            CaptionPage page = views.captions(stream, cursor, PAGE);
            all.addAll(page.captions());
            cursor = Optional.ofNullable(page.next());
        } while (cursor.isPresent());
        return all;
    }
}
