package dev.lockstep.view.http;

import dev.lockstep.view.model.CaptionPage;
import dev.lockstep.view.model.FrameView;
import dev.lockstep.view.model.StreamSummary;
import dev.lockstep.view.model.TurnView;
import dev.lockstep.view.model.ViewJson;
import dev.lockstep.view.model.WindowView;
import dev.lockstep.view.query.StreamViews;
import io.javalin.http.Context;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What is known of streams, as JSON, and the newest picture. Thread-safe. */
final class StreamHandlers {
    private static final int MOST_CAPTIONS = 1_000;
    private static final int CAPTIONS = 100;

    private final ViewServices services;

    StreamHandlers(ViewServices services) {
        this.services = services;
    }

    void streams(Context context) {
        answer(context, new Streams(views(context).streams()));
    }

    void stream(Context context) {
        answer(context, views(context).stream(context.pathParam("stream")));
    }

    void captions(Context context) {
        String stream = context.pathParam("stream");
        StreamViews views = views(context);
        int newest = Parameters.number(context, "newest", 0, 1, MOST_CAPTIONS);
        if (newest > 0) {
            answer(context, new CaptionPage(stream, views.newestCaptions(stream, newest), null));
            return;
        }
        int limit = Parameters.number(context, "limit", CAPTIONS, 1, MOST_CAPTIONS);
        Optional<String> cursor =
                Optional.ofNullable(context.queryParam("cursor")).filter(c -> !c.isEmpty());
        try {
            answer(context, views.captions(stream, cursor, limit));
        } catch (IllegalArgumentException e) {
            throw HttpProblem.badRequest(
                    Objects.requireNonNullElse(e.getMessage(), "The cursor is unknown."),
                    "Give the field next of the page before, or leave the cursor out.");
        }
    }

    void windows(Context context) {
        Long from = Parameters.number(context, "from_ms");
        Long to = Parameters.number(context, "to_ms");
        long fromMs = from == null ? 0 : from;
        long toMs = to == null ? Long.MAX_VALUE : to;
        if (fromMs >= toMs) {
            throw HttpProblem.badRequest(
                    "The time from " + fromMs + " to " + toMs + " ms is empty.",
                    "Give a from_ms before the to_ms.");
        }
        answer(
                context,
                new Windows(views(context).windows(context.pathParam("stream"), fromMs, toMs)));
    }

    void turns(Context context) {
        answer(context, new Turns(views(context).turns(context.pathParam("stream"))));
    }

    void compliance(Context context) {
        answer(context, views(context).compliance(context.pathParam("stream")));
    }

    void frame(Context context) {
        context.header("Cache-Control", "no-store");
        Optional<FrameView> found = views(context).frame(context.pathParam("stream"));
        if (found.isEmpty()) {
            context.status(204);
            return;
        }
        FrameView frame = found.get();
        String tag = '"' + frame.version() + '"';
        context.header("ETag", tag);
        context.header("X-Lockstep-Frame", frame.version());
        context.header("X-Lockstep-At-Ms", Long.toString(frame.atMs()));
        if (tag.equals(context.header("If-None-Match"))) {
            context.status(304);
        } else {
            context.contentType(frame.contentType()).result(frame.bytes());
        }
    }

    /** Other instances ask only for what is here; all others for what any instance has. */
    private StreamViews views(Context context) {
        return isForwarded(context) ? services.local() : services.cluster();
    }

    static boolean isForwarded(Context context) {
        return "1".equals(context.header(RequestGuard.FORWARDED));
    }

    static void answer(Context context, Object value) {
        context.header("Cache-Control", "no-store");
        context.contentType("application/json").result(ViewJson.text(value));
    }

    private record Streams(List<StreamSummary> streams) {}

    private record Windows(List<WindowView> windows) {}

    private record Turns(List<TurnView> turns) {}
}
