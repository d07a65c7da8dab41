package dev.lockstep.view.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.sink.search.PassageSearch;
import dev.lockstep.view.config.ViewServerConf;
import dev.lockstep.view.model.ViewJson;
import dev.lockstep.view.push.ChangeHub;
import dev.lockstep.view.push.HistoryConf;
import dev.lockstep.view.query.StreamOwners;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A real server over state in memory, with a heart that beats when it is told to. */
final class TestView implements AutoCloseable, StreamOwners, Repeater {
    static final ViewServerConf CONF = conf(50, 512, 1 << 20);

    final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    final Map<String, URI> remote = new ConcurrentHashMap<>();
    final List<HealthCheck> health =
            new CopyOnWriteArrayList<>(List.of(new HealthCheck("view", true, "It is ready.")));
    final ChangeHub hub;
    final MemoryViews views;
    final MemoryViews cluster;
    final ViewServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private volatile Runnable beat = () -> {};

    TestView() {
        this(CONF, HistoryConf.STANDARD, Optional.empty());
    }

    TestView(ViewServerConf conf, HistoryConf history, Optional<PassageSearch> search) {
        hub = new ChangeHub(history);
        views = new MemoryViews(hub);
        cluster = new MemoryViews((stream, type, value) -> {}, views);
        server =
                ViewServer.start(
                        conf,
                        new ViewServices(
                                cluster,
                                views,
                                this,
                                hub,
                                search,
                                () -> health,
                                registry,
                                () -> Instant.EPOCH),
                        this);
    }

    static ViewServerConf conf(int mostViewers, int queueMessages, long queueBytes) {
        return new ViewServerConf(
                "127.0.0.1",
                0,
                Set.of("https://allowed.example"),
                mostViewers,
                queueMessages,
                queueBytes,
                Duration.ofSeconds(10));
    }

    URI root() {
        return URI.create("http://localhost:" + server.port());
    }

    HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, headers);
    }

    HttpResponse<String> send(String method, String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(root() + path))
                        .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    JsonNode json(String path) {
        return json(get(path));
    }

    static JsonNode json(HttpResponse<String> response) {
        try {
            return ViewJson.mapper().readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(response.body(), e);
        }
    }

    EventStream events(String stream, String query, String... headers) {
        return EventStream.open(
                URI.create(root() + "/api/v1/streams/" + stream + "/events" + query), headers);
    }

    /** A beat of the server's heart. */
    void beat() {
        beat.run();
    }

    double count(String name, String... tags) {
        return registry.counter(name, tags).count();
    }

    @Override
    public Runnable every(Duration period, Runnable task) {
        beat = task;
        return () -> {};
    }

    @Override
    public Optional<URI> remoteOwner(String stream) {
        return Optional.ofNullable(remote.get(stream));
    }

    @Override
    public List<URI> others() {
        return List.copyOf(remote.values());
    }

    @Override
    public void close() {
        server.close();
    }
}
