package dev.lockstep.view.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.view.model.ViewJson;
import dev.lockstep.view.push.HistoryConf;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** WebSockets of a real server. */
@Timeout(60)
class WebSocketTest {
    /** What comes: messages, "ping", and "close CODE REASON". */
    private static final class Listener implements WebSocket.Listener {
        final BlockingQueue<String> received = new LinkedBlockingQueue<>();
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                received.add(text.toString());
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
            received.add("ping");
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            received.add("close " + code + " " + reason);
            return null;
        }

        JsonNode next() throws InterruptedException, JsonProcessingException {
            return ViewJson.mapper().readTree(received.take());
        }
    }

    private static WebSocket open(
            TestView view, String path, WebSocket.Listener listener, String... headers) {
        WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        URI address =
                URI.create("ws://localhost:" + view.server.port() + "/api/v1/streams/" + path);
        return builder.buildAsync(address, listener).join();
    }

    private static int refused(TestView view, String path, String... headers) {
        Throwable thrown = catchThrowable(() -> open(view, path, new Listener(), headers));
        assertThat(thrown).hasCauseInstanceOf(WebSocketHandshakeException.class);
        WebSocketHandshakeException cause =
                (WebSocketHandshakeException) Objects.requireNonNull(thrown.getCause());
        return cause.getResponse().statusCode();
    }

    @Test
    void givesTheSameMessagesAsEvents() throws Exception {
        try (TestView view = new TestView()) {
            view.views.add("demo");
            view.views.put("demo", Samples.caption(0, 0, "<img onerror>", ""));
            Listener listener = new Listener();
            WebSocket socket = open(view, "demo/live", listener);
            try (EventStream events = view.events("demo", "")) {
                JsonNode snapshot = listener.next();
                assertThat(snapshot.get("type").asText()).isEqualTo("snapshot");
                assertThat(snapshot.get("data")).isEqualTo(events.next(1).get(0).data());
                view.views.put("demo", Samples.window(3, 1));
                JsonNode change = listener.next();
                EventStream.Event event = events.next(1).get(0);
                assertThat(change.get("type").asText()).isEqualTo("window");
                assertThat(change.get("id").asText()).isEqualTo(event.id());
                assertThat(change.get("data")).isEqualTo(event.data());
                view.beat();
                assertThat(listener.received.take()).isEqualTo("ping");
            }
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
            await().until(
                            () -> {
                                view.beat();
                                return view.server.viewers() == 0;
                            });
        }
    }

    @Test
    void resumesFromPosition() throws Exception {
        try (TestView view = new TestView()) {
            view.views.add("demo");
            Listener first = new Listener();
            WebSocket socket = open(view, "demo/live", first);
            String id = first.next().get("id").asText();
            socket.abort();
            view.views.put("demo", Samples.turn(0, 0));
            Listener second = new Listener();
            open(view, "demo/live?after=" + id, second);
            assertThat(second.next().get("type").asText()).isEqualTo("turn");
        }
    }

    @Test
    void refusesBeforeTheUpgrade() {
        try (TestView view = new TestView()) {
            view.views.add("demo");
            assertThat(refused(view, "nope/live")).isEqualTo(404);
            assertThat(refused(view, "demo/live?after=me")).isEqualTo(400);
            assertThat(refused(view, "demo/live", "Origin", "http://evil.example")).isEqualTo(403);
            assertThat(refused(view, "demo/live", "Origin", "null")).isEqualTo(403);
            assertThat(view.count("lockstep.view.refused", "reason", "origin")).isEqualTo(2);
            assertThat(view.server.viewers()).isZero();
        }
    }

    @Test
    void ownAndAllowedOriginsMayConnect() throws Exception {
        try (TestView view = new TestView()) {
            view.views.add("demo");
            Listener own = new Listener();
            open(view, "demo/live", own, "Origin", "http://localhost:" + view.server.port());
            Listener allowed = new Listener();
            open(view, "demo/live", allowed, "Origin", "https://allowed.example");
            assertThat(own.next().get("type").asText()).isEqualTo("snapshot");
            assertThat(allowed.next().get("type").asText()).isEqualTo("snapshot");
        }
    }

    @Test
    void readerThatReadsNothingIsDropped() {
        try (TestView view =
                new TestView(
                        TestView.conf(50, 64, 1 << 20), HistoryConf.STANDARD, Optional.empty())) {
            view.views.add("demo");
            WebSocket.Listener silent =
                    new WebSocket.Listener() {
                        @Override
                        public void onOpen(WebSocket socket) {
                            // Asks for no message.
                        }
                    };
            WebSocket socket = open(view, "demo/live", silent);
            await().until(() -> view.server.viewers() == 1);
            String text = "x".repeat(100_000);
            for (int i = 0; view.server.viewers() == 1 && i < 2_000; i++) {
                view.views.put("demo", Samples.caption(i, 0, text, ""));
                if (i % 100 == 99) {
                    view.beat();
                }
            }
            assertThat(view.server.viewers()).isZero();
            assertThat(
                            view.count(
                                    "lockstep.view.viewers.dropped",
                                    "transport",
                                    "websocket",
                                    "reason",
                                    "slow"))
                    .isEqualTo(1);
            socket.abort();
        }
    }

    @Test
    void stoppingClosesWithGoingAway() throws Exception {
        TestView view = new TestView();
        view.views.add("demo");
        Listener listener = new Listener();
        open(view, "demo/live", listener);
        listener.next();
        view.close();
        assertThat(listener.next().get("type").asText()).isEqualTo("dropped");
        assertThat(listener.received.take()).isEqualTo("close 1001 stopping");
    }

    @Test
    void streamOfAnotherInstanceIsRelayed() throws Exception {
        try (TestView owner = new TestView();
                TestView asked = new TestView()) {
            owner.views.add("far");
            asked.cluster.add("far");
            asked.remote.put("far", owner.root());
            Listener listener = new Listener();
            open(asked, "far/live", listener);
            assertThat(listener.next().get("type").asText()).isEqualTo("snapshot");
            owner.views.put("far", Samples.turn(0, 1));
            assertThat(listener.next().at("/data/text").asText()).isEqualTo("turn 0 1");
        }
    }
}
