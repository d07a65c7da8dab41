package dev.lockstep.view.http;

import dev.lockstep.view.push.Position;
import dev.lockstep.view.push.Transport;
import dev.lockstep.view.push.Viewer;
import dev.lockstep.view.push.ViewerEnd;
import io.javalin.http.Context;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsConnectContext;
import io.javalin.websocket.WsContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Changes of a stream as they happen, as server-sent events and over a WebSocket: the same messages
 * either way. Thread-safe.
 */
final class LiveHandlers {
    private static final String VIEWER = "viewer";
    private static final int RELAYED_MORE = 1_024;
    private static final int MOST_RECEIVED_BYTES = 1_024;
    private static final Duration IDLE = Duration.ofSeconds(60);

    private final ViewServices services;
    private final Viewers viewers;
    private final RequestGuard guard;
    private final Beginnings beginnings;
    private final Relay relay = new Relay();

    LiveHandlers(ViewServices services, Viewers viewers, RequestGuard guard) {
        this.services = services;
        this.viewers = viewers;
        this.guard = guard;
        this.beginnings = new Beginnings(services);
    }

    void events(Context context) {
        check(context);
        Optional<Position> after = position(context);
        context.contentType("text/event-stream; charset=utf-8");
        context.header("Cache-Control", "no-store");
        context.header("X-Accel-Buffering", "no");
        if (context.req().getMethod().equals("HEAD")) {
            return;
        }
        String stream = context.pathParam("stream");
        Optional<URI> owner = owner(stream, StreamHandlers.isForwarded(context));
        context.future(
                () -> {
                    EventTransport transport = transport(context);
                    Watch watch = new Watch(stream, owner, after);
                    Viewer viewer = watch.add(transport);
                    transport.start(viewer::signal, viewer::gone);
                    watch.begin(viewer);
                    // The transport ends the answer itself: what Javalin does at the end of a
                    // future needs a request that a broken connection no longer has.
                    return new CompletableFuture<Void>();
                });
    }

    /** Before the upgrade, so that a refusal is an ordinary answer. */
    void beforeUpgrade(Context context) {
        guard.check(context);
        check(context);
        position(context);
    }

    void webSocket(WsConfig socket) {
        socket.onConnect(this::connected);
        socket.onClose(LiveHandlers::ended);
        socket.onError(LiveHandlers::ended);
    }

    private void connected(WsConnectContext context) {
        context.session.setIdleTimeout(IDLE);
        context.session.setMaxTextMessageSize(MOST_RECEIVED_BYTES);
        context.session.setMaxBinaryMessageSize(MOST_RECEIVED_BYTES);
        WebSocketTransport transport = new WebSocketTransport(context.session);
        String stream = context.pathParam("stream");
        try {
            boolean forwarded = "1".equals(context.header(RequestGuard.FORWARDED));
            Optional<Position> after =
                    position(context.queryParam("after"), context.header("Last-Event-ID"));
            Watch watch = new Watch(stream, owner(stream, forwarded), after);
            Viewer viewer = watch.add(transport);
            context.attribute(VIEWER, viewer);
            transport.start(viewer::signal, viewer::gone);
            watch.begin(viewer);
        } catch (RuntimeException e) {
            // The last place was taken, or the stream began to move, since the upgrade was allowed.
            transport.close(ViewerEnd.MOVED);
        }
    }

    private static void ended(WsContext context) {
        Viewer viewer = context.attribute(VIEWER);
        if (viewer != null) {
            viewer.gone();
        }
    }

    private void check(Context context) {
        guard.checkOrigin(context);
        viewers.checkPlace();
        String stream = context.pathParam("stream");
        if (StreamHandlers.isForwarded(context)) {
            services.local().stream(stream);
        } else {
            services.cluster().stream(stream);
        }
    }

    private Optional<URI> owner(String stream, boolean forwarded) {
        return forwarded ? Optional.empty() : services.owners().remoteOwner(stream);
    }

    private static EventTransport transport(Context context) {
        try {
            return new EventTransport(context.req(), context.res().getOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Position> position(Context context) {
        return position(context.queryParam("after"), context.header("Last-Event-ID"));
    }

    /** A browser that comes back by itself sends the header, and knows better than the address. */
    private static Optional<Position> position(@Nullable String after, @Nullable String lastId) {
        String text = lastId == null || lastId.isEmpty() ? after : lastId;
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Position.parse(text));
        } catch (IllegalArgumentException e) {
            throw HttpProblem.badRequest(
                    Objects.requireNonNullElse(e.getMessage(), "The position is unknown."),
                    "A position looks like 1f3a.42.");
        }
    }

    /** One who watches: from here, or through the instance that has the stream. */
    private final class Watch {
        private final String stream;
        private final Optional<URI> owner;
        private final Optional<Position> after;
        private volatile Runnable cancel = () -> {};
        private volatile @Nullable Viewer joined;

        Watch(String stream, Optional<URI> owner, Optional<Position> after) {
            this.stream = stream;
            this.owner = owner;
            this.after = after;
        }

        Viewer add(Transport transport) {
            return viewers.add(transport, owner.isPresent() ? RELAYED_MORE : 0, this::leave);
        }

        void begin(Viewer viewer) {
            joined = viewer;
            if (owner.isPresent()) {
                cancel = relay.begin(owner.get(), stream, viewer, after);
            } else {
                beginnings.begin(stream, viewer, after);
            }
        }

        private void leave() {
            cancel.run();
            Viewer viewer = joined;
            if (viewer != null) {
                services.hub().leave(stream, viewer);
            }
        }
    }
}
