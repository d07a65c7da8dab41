package dev.lockstep.view.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lockstep.view.ViewApplication;
import dev.lockstep.view.model.CaptionPage;
import dev.lockstep.view.model.FrameView;
import dev.lockstep.view.model.ViewJson;
import dev.lockstep.view.query.ExpiredCursorException;
import dev.lockstep.view.query.StreamViews;
import dev.lockstep.view.query.UnknownStreamException;
import dev.lockstep.view.query.ViewNotReadyException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;

/** The end points over which instances ask one another, as the view's server has them. */
public final class ViewStub implements AutoCloseable {
    private static final String ROOT = "/api/v1/streams";

    private final HttpServer server;

    private ViewStub(HttpServer server) {
        this.server = server;
    }

    /** A port that nobody has. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Answers for an instance on a port. */
    public static ViewStub start(ViewApplication view, int port) throws IOException {
        HttpServer server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 16);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext(
                ROOT,
                exchange -> {
                    boolean forwarded =
                            "1"
                                    .equals(
                                            exchange.getRequestHeaders()
                                                    .getFirst("X-Lockstep-Forwarded"));
                    handle(exchange, forwarded ? view.localViews() : view.views());
                });
        server.start();
        return new ViewStub(server);
    }

    private static void handle(HttpExchange exchange, StreamViews views) throws IOException {
        try {
            answer(exchange, views);
        } catch (UnknownStreamException e) {
            problem(exchange, 404, e);
        } catch (ExpiredCursorException e) {
            problem(exchange, 410, e);
        } catch (IllegalArgumentException e) {
            problem(exchange, 400, e);
        } catch (ViewNotReadyException e) {
            problem(exchange, 503, e);
        } finally {
            exchange.close();
        }
    }

    private static void answer(HttpExchange exchange, StreamViews views) throws IOException {
        String[] path =
                exchange.getRequestURI().getRawPath().substring(ROOT.length()).split("/", -1);
        if (path.length < 2) {
            json(exchange, Map.of("streams", views.streams()));
            return;
        }
        String stream = URLDecoder.decode(path[1], StandardCharsets.UTF_8);
        Map<String, String> query = query(exchange);
        switch (path.length > 2 ? path[2] : "") {
            case "captions" -> json(exchange, captions(views, stream, query));
            case "windows" ->
                    json(
                            exchange,
                            Map.of(
                                    "windows",
                                    views.windows(
                                            stream,
                                            Long.parseLong(query.getOrDefault("from_ms", "0")),
                                            Long.parseLong(query.getOrDefault("to_ms", "0")))));
            case "turns" -> json(exchange, Map.of("turns", views.turns(stream)));
            case "frame" -> frame(exchange, views.frame(stream));
            default -> json(exchange, views.stream(stream));
        }
    }

    private static CaptionPage captions(
            StreamViews views, String stream, Map<String, String> query) {
        String newest = query.get("newest");
        return newest == null
                ? views.captions(
                        stream,
                        Optional.ofNullable(query.get("cursor")),
                        Integer.parseInt(query.getOrDefault("limit", "100")))
                : new CaptionPage(
                        stream, views.newestCaptions(stream, Integer.parseInt(newest)), null);
    }

    private static void frame(HttpExchange exchange, Optional<FrameView> found) throws IOException {
        if (found.isEmpty()) {
            exchange.sendResponseHeaders(204, -1);
            return;
        }
        FrameView frame = found.get();
        exchange.getResponseHeaders().set("Content-Type", frame.contentType());
        exchange.getResponseHeaders().set("X-Lockstep-Frame", frame.version());
        exchange.getResponseHeaders().set("X-Lockstep-At-Ms", Long.toString(frame.atMs()));
        send(exchange, 200, frame.bytes());
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> found = new HashMap<>();
        String query = exchange.getRequestURI().getRawQuery();
        for (String pair : query == null ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            found.put(
                    pair.substring(0, equals),
                    URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return found;
    }

    private static void problem(HttpExchange exchange, int status, Exception e) throws IOException {
        send(
                exchange,
                status,
                ViewJson.mapper()
                        .writeValueAsBytes(Map.of("detail", String.valueOf(e.getMessage()))));
    }

    private static void json(HttpExchange exchange, Object value) throws IOException {
        send(exchange, 200, ViewJson.mapper().writeValueAsBytes(value));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
