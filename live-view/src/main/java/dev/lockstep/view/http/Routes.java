package dev.lockstep.view.http;

import dev.lockstep.view.config.ViewServerConf;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which address leads to which handler; the same list is what the description is held against. */
final class Routes {
    private static final String STREAM = "/api/v1/streams/{stream}";
    private static final String LIVE = STREAM + "/live";

    private final Map<String, Handler> handlers = new LinkedHashMap<>();
    private final RequestGuard guard;
    private final LiveHandlers live;
    private final ViewMetrics metrics;

    Routes(ViewServerConf conf, ViewServices services, Viewers viewers, ViewMetrics metrics) {
        this.metrics = metrics;
        guard = new RequestGuard(conf, metrics);
        live = new LiveHandlers(services, viewers, guard);
        StreamHandlers streams = new StreamHandlers(services);
        ServiceHandlers service = new ServiceHandlers(services);
        HlsHandler hls = new HlsHandler(services);
        PageHandler page = new PageHandler();
        handlers.put("/api/v1/streams", streams::streams);
        handlers.put(STREAM, streams::stream);
        handlers.put(STREAM + "/captions", streams::captions);
        handlers.put(STREAM + "/windows", streams::windows);
        handlers.put(STREAM + "/turns", streams::turns);
        handlers.put(STREAM + "/compliance", streams::compliance);
        handlers.put(STREAM + "/frame", streams::frame);
        handlers.put(STREAM + "/events", live::events);
        handlers.put("/api/v1/search", new SearchHandler(services));
        handlers.put("/api/v1/openapi.yaml", service::description);
        handlers.put("/captions/{stream}.vtt", new CaptionTrackHandler(services));
        handlers.put("/hls/{stream}/captions.m3u8", hls::playlist);
        handlers.put("/hls/{stream}/{name}", hls::segment);
        handlers.put("/healthz", service::health);
        handlers.put("/metrics", service::metrics);
        handlers.put("/", page::index);
        handlers.put("/assets/{name}", page::asset);
    }

    void register(RoutesConfig routes) {
        Problems.register(routes);
        routes.before(guard::check);
        handlers.forEach(
                (path, handler) -> {
                    routes.get(path, handler);
                    routes.head(path, handler);
                });
        // Without an upgrade the address is none.
        routes.get(LIVE, Routes::notUpgraded);
        routes.addHttpHandler(HandlerType.WEBSOCKET_BEFORE_UPGRADE, LIVE, live::beforeUpgrade);
        routes.ws(LIVE, live::webSocket);
        routes.after(context -> metrics.answered(route(context), context.statusCode()));
    }

    /** All addresses. */
    List<String> paths() {
        List<String> paths = new ArrayList<>(handlers.keySet());
        paths.add(LIVE);
        return paths;
    }

    private static void notUpgraded(Context context) {
        context.header("Upgrade", "websocket");
        throw HttpProblem.of(
                426,
                "Upgrade required",
                "This address is for WebSockets.",
                "Open it with ws://, or read its server-sent events.");
    }

    private static String route(Context context) {
        Endpoint matched = context.endpoints().lastHttpEndpoint();
        return matched == null ? "other" : matched.path;
    }
}
