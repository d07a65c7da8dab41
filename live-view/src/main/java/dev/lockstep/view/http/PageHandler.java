package dev.lockstep.view.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The page, from the class path. Thread-safe. */
final class PageHandler {
    private static final String ROOT = "/dev/lockstep/view/page/";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,200}");
    private static final Map<String, String> TYPES =
            Map.of(
                    "js", "text/javascript; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "json", "application/json",
                    "svg", "image/svg+xml",
                    "png", "image/png",
                    "ico", "image/x-icon",
                    "woff2", "font/woff2");

    void index(Context context) throws IOException {
        byte[] index = read("index.html");
        context.header("Cache-Control", "no-cache");
        if (index == null) {
            context.status(404)
                    .contentType("text/plain; charset=utf-8")
                    .result(
                            "The page was not built into this view: build live-view with Maven."
                                    + " The API answers at /api/v1/streams.\n");
        } else {
            context.contentType("text/html; charset=utf-8").result(index);
        }
    }

    void asset(Context context) throws IOException {
        String name = context.pathParam("name");
        byte[] asset = NAME.matcher(name).matches() ? read("assets/" + name) : null;
        if (asset == null) {
            throw HttpProblem.of(
                    404, "Not found", "The page has no such part.", "Load the page anew.");
        }
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        context.header("Cache-Control", "public, max-age=31536000, immutable");
        context.contentType(type == null ? "application/octet-stream" : type).result(asset);
    }

    private static byte @Nullable [] read(String name) throws IOException {
        try (InputStream in = PageHandler.class.getResourceAsStream(ROOT + name)) {
            return in == null ? null : in.readAllBytes();
        }
    }
}
