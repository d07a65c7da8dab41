package dev.lockstep.view.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/** What operators and programs ask for: health, metrics and the description of the API. */
final class ServiceHandlers {
    private static final String DESCRIPTION = "/dev/lockstep/view/openapi.yaml";

    private final ViewServices services;

    ServiceHandlers(ViewServices services) {
        this.services = services;
    }

    void health(Context context) {
        List<HealthCheck> checks = services.health().get();
        boolean up = checks.stream().allMatch(HealthCheck::ok);
        context.status(up ? 200 : 503);
        StreamHandlers.answer(context, new Health(up ? "up" : "down", checks));
    }

    void metrics(Context context) {
        context.header("Cache-Control", "no-store");
        context.contentType("text/plain; version=0.0.4; charset=utf-8")
                .result(services.registry().scrape());
    }

    void description(Context context) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(
                        ServiceHandlers.class.getResourceAsStream(DESCRIPTION), DESCRIPTION)) {
            context.header("Cache-Control", "no-cache");
            context.contentType("application/yaml").result(in.readAllBytes());
        }
    }

    private record Health(String status, List<HealthCheck> checks) {}
}
