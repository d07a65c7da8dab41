package dev.lockstep.view.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.view.model.ViewJson;
import dev.lockstep.view.push.HistoryConf;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What viewers may cost: slow ones are dropped, and memory stays flat. */
@Timeout(60)
class ViewerLimitsTest {
    @Test
    void readerThatReadsNothingIsDroppedAndCountedWhileOthersGoOn() throws Exception {
        try (TestView view =
                new TestView(
                        TestView.conf(50, 64, 1 << 20), HistoryConf.STANDARD, Optional.empty())) {
            view.views.add("demo");
            try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), view.server.port());
                    EventStream reader = view.events("demo", "")) {
                silent.setReceiveBufferSize(4_096);
                request(silent, "/api/v1/streams/demo/events");
                await().until(() -> view.server.viewers() == 2);
                reader.expected();
                String text = "x".repeat(20_000);
                for (int i = 0; view.server.viewers() == 2 && i < 5_000; i++) {
                    view.views.put("demo", Samples.caption(i, 0, text, ""));
                    assertThat(reader.expected().data().get("utterance").asLong()).isEqualTo(i);
                    if (i % 100 == 99) {
                        view.beat();
                        assertThat(reader.expected().type()).isEqualTo("comment");
                    }
                }
                assertThat(view.server.viewers()).isEqualTo(1);
                assertThat(
                                view.count(
                                        "lockstep.view.viewers.dropped",
                                        "transport",
                                        "events",
                                        "reason",
                                        "slow"))
                        .isEqualTo(1);
                assertThat(view.hub.historyBytes())
                        .isLessThanOrEqualTo(HistoryConf.STANDARD.bytesPerStream());
            }
        }
    }

    @Test
    void memoryStaysFlatWithTwentyViewersAndOneThatReadsNothing() throws Exception {
        int changes = 3_000;
        try (TestView view = new TestView()) {
            view.views.add("demo");
            List<CompletableFuture<Void>> readers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                EventStream events = view.events("demo", "");
                readers.add(CompletableFuture.runAsync(() -> readToTheEnd(events)));
            }
            try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), view.server.port())) {
                silent.setReceiveBufferSize(4_096);
                request(silent, "/api/v1/streams/demo/events");
                await().until(() -> view.server.viewers() == 21);
                long before = usedBytes();
                String text = "x".repeat(20_000);
                for (int i = 0; i < changes; i++) {
                    // Each is another change of a few captions, as when people speak.
                    view.views.put("demo", Samples.caption(i % 100, i, text, ""));
                }
                long grown = usedBytes() - before;
                assertThat(grown).isLessThan(24L << 20);
                assertThat(changes * (long) text.length()).isGreaterThan(48L << 20);
                assertThat(view.hub.historyBytes())
                        .isLessThanOrEqualTo(HistoryConf.STANDARD.bytesPerStream());
            }
            view.close();
            CompletableFuture.allOf(readers.toArray(CompletableFuture[]::new)).get();
        }
    }

    private static void readToTheEnd(EventStream events) {
        try (events) {
            while (events.next() != null) {
                Thread.onSpinWait();
            }
        }
    }

    private static long usedBytes() {
        Runtime runtime = Runtime.getRuntime();
        runtime.gc();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Test
    void readerThatStallsIsDroppedByTheHeart() throws Exception {
        try (TestView view = new TestView()) {
            view.views.add("demo");
            String text = "x".repeat(100_000);
            for (int i = 0; i < 50; i++) {
                view.views.put("demo", Samples.caption(i, 0, text, ""));
            }
            try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), view.server.port())) {
                silent.setReceiveBufferSize(4_096);
                request(silent, "/api/v1/streams/demo/events");
                await().until(() -> view.server.viewers() == 1);
                await().until(
                                () -> {
                                    view.beat();
                                    return view.server.viewers() == 0;
                                });
                assertThat(
                                view.count(
                                        "lockstep.view.viewers.dropped",
                                        "transport",
                                        "events",
                                        "reason",
                                        "stalled"))
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void viewersAreLimited() {
        try (TestView view =
                new TestView(
                        TestView.conf(1, 64, 1 << 20), HistoryConf.STANDARD, Optional.empty())) {
            view.views.add("demo");
            try (EventStream first = view.events("demo", "")) {
                first.expected();
                var refused = view.get("/api/v1/streams/demo/events");
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(refused.headers().firstValue("Retry-After")).contains("5");
                assertThat(TestView.json(refused).get("detail").asText())
                        .isEqualTo("All 1 places for viewers are taken.");
            }
            await().until(
                            () -> {
                                view.beat();
                                return view.server.viewers() == 0;
                            });
            try (EventStream second = view.events("demo", "")) {
                assertThat(second.status()).isEqualTo(200);
            }
        }
    }

    @Test
    void historyKeepsItsBounds() {
        HistoryConf history = new HistoryConf(10, 1 << 20, 1 << 20);
        try (TestView view = new TestView(TestView.CONF, history, Optional.empty())) {
            view.views.add("demo");
            LongStream.range(0, 100)
                    .forEach(i -> view.views.put("demo", Samples.caption(i, 0, "word", "")));
            int one = ViewJson.text(Samples.caption(99, 0, "word", "")).length() + 60;
            assertThat(view.hub.historyBytes()).isBetween(10L * (one - 60), 10L * one);
        }
    }

    private static void request(Socket socket, String path) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(
                ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
