package dev.lockstep.view.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lockstep.view.model.CaptionPage;
import dev.lockstep.view.model.CaptionView;
import dev.lockstep.view.model.ComplianceView;
import dev.lockstep.view.model.FrameView;
import dev.lockstep.view.model.StreamDetail;
import dev.lockstep.view.model.StreamSummary;
import dev.lockstep.view.model.TurnView;
import dev.lockstep.view.model.ViewJson;
import dev.lockstep.view.model.WindowView;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks another instance over its JSON end points, for its own state only. Thread-safe; blocks for
 * two seconds at most. What the other says is wrong is thrown as if it had been found here; an
 * instance that does not answer gives {@link ViewNotReadyException}.
 */
final class RemoteStreamViews implements StreamViews {
    /** Tells the other instance to answer from its own state, so that questions do not circle. */
    static final String FORWARDED = "X-Lockstep-Forwarded";

    static final String FRAME_VERSION = "X-Lockstep-Frame";
    static final String FRAME_AT_MS = "X-Lockstep-At-Ms";

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int NO_CONTENT = 204;
    private static final int MAX_BYTES = 64 * 1024 * 1024;
    private static final JsonMapper JSON = ViewJson.mapper();

    private final HttpClient client;
    private final URI root;

    RemoteStreamViews(HttpClient client, URI root) {
        this.client = client;
        this.root = root;
    }

    @Override
    public List<StreamSummary> streams() {
        return list(get("streams"), "streams", StreamSummary.class);
    }

    @Override
    public StreamDetail stream(String stream) {
        return one(get(path(stream, "")), StreamDetail.class);
    }

    @Override
    public CaptionPage captions(String stream, Optional<String> cursor, int limit) {
        String query =
                "/captions?limit=" + limit + cursor.map(at -> "&cursor=" + encode(at)).orElse("");
        return one(get(path(stream, query)), CaptionPage.class);
    }

    @Override
    public List<CaptionView> newestCaptions(String stream, int limit) {
        return list(get(path(stream, "/captions?newest=" + limit)), "captions", CaptionView.class);
    }

    @Override
    public List<WindowView> windows(String stream, long fromMs, long toMs) {
        return list(
                get(path(stream, "/windows?from_ms=" + fromMs + "&to_ms=" + toMs)),
                "windows",
                WindowView.class);
    }

    @Override
    public List<TurnView> turns(String stream) {
        return list(get(path(stream, "/turns")), "turns", TurnView.class);
    }

    @Override
    public ComplianceView compliance(String stream) {
        return one(get(path(stream, "/compliance")), ComplianceView.class);
    }

    @Override
    public Optional<FrameView> frame(String stream) {
        HttpResponse<byte[]> answer = send(path(stream, "/frame"));
        if (answer.statusCode() == NO_CONTENT) {
            return Optional.empty();
        }
        byte[] bytes = checked(answer);
        return answer.headers()
                .firstValue(FRAME_VERSION)
                .map(
                        version ->
                                new FrameView(
                                        version,
                                        answer.headers().firstValueAsLong(FRAME_AT_MS).orElse(0),
                                        answer.headers()
                                                .firstValue("Content-Type")
                                                .orElse("image/jpeg"),
                                        bytes));
    }

    private JsonNode get(String path) {
        try {
            return JSON.readTree(checked(send(path)));
        } catch (IOException e) {
            throw notReady("gave an answer that is no JSON");
        }
    }

    private HttpResponse<byte[]> send(String path) {
        HttpRequest request =
                HttpRequest.newBuilder(root.resolve("/api/v1/" + path))
                        .timeout(TIMEOUT)
                        .header(FORWARDED, "1")
                        .build();
        try {
            return client.sendAsync(
                            request,
                            info ->
                                    HttpResponse.BodySubscribers.mapping(
                                            HttpResponse.BodySubscribers.ofInputStream(),
                                            RemoteStreamViews::bounded))
                    .get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notReady("was not waited for");
        } catch (TimeoutException | ExecutionException e) {
            throw notReady("does not answer");
        }
    }

    private static byte[] bounded(InputStream body) {
        try (body) {
            return body.readNBytes(MAX_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] checked(HttpResponse<byte[]> answer) {
        String message = message(answer);
        return switch (answer.statusCode()) {
            case 200 -> answer.body();
            case 404 -> throw new UnknownStreamException(message);
            case 410 -> throw new ExpiredCursorException(message);
            case 400 -> throw new IllegalArgumentException(message);
            default -> throw notReady("answers with status " + answer.statusCode());
        };
    }

    private static String message(HttpResponse<byte[]> answer) {
        if (answer.statusCode() == 200) {
            return "";
        }
        try {
            JsonNode node = JSON.readTree(answer.body());
            for (String name : List.of("detail", "message", "error", "title")) {
                if (node.path(name).isTextual()) {
                    return node.path(name).asText();
                }
            }
        } catch (IOException e) {
            return "Another instance of the view refused with status " + answer.statusCode() + ".";
        }
        return "Another instance of the view refused with status " + answer.statusCode() + ".";
    }

    private ViewNotReadyException notReady(String what) {
        return new ViewNotReadyException(
                "The instance of the view at " + root + " " + what + ": ask again soon.");
    }

    private <R> List<R> list(JsonNode node, String name, Class<R> type) {
        JsonNode items = node.isArray() ? node : node.path(name);
        List<R> found = new ArrayList<>();
        for (JsonNode item : items) {
            found.add(one(item, type));
        }
        if (!items.isArray()) {
            throw notReady("gave an answer that is not understood");
        }
        return found;
    }

    private <R> R one(JsonNode node, Class<R> type) {
        try {
            return JSON.treeToValue(node, type);
        } catch (JsonProcessingException e) {
            throw notReady("gave an answer that is not understood");
        }
    }

    private static String path(String stream, String rest) {
        return "streams/" + encode(stream) + rest;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
