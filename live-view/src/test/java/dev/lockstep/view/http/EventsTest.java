package dev.lockstep.view.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.view.http.EventStream.Event;
import dev.lockstep.view.model.CaptionView;
import dev.lockstep.view.model.ViewJson;
import dev.lockstep.view.push.HistoryConf;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Server-sent events of a real server. */
@Timeout(60)
class EventsTest {
    @Test
    void beginsWithSnapshotAndGoesOnWithChanges() {
        try (TestView view = new TestView()) {
            view.views.add("demo");
            view.views.put("demo", Samples.caption(0, 1, "hello there.", ""));
            view.views.put("demo", Samples.window(0, 0));
            view.views.put("demo", Samples.turn(0, 0));
            try (EventStream events = view.events("demo", "")) {
                Event snapshot = next(events);
                assertThat(snapshot.type()).isEqualTo("snapshot");
                assertThat(snapshot.id()).endsWith(".3");
                assertThat(snapshot.data().at("/detail/summary/stream").asText()).isEqualTo("demo");
                assertThat(snapshot.data().at("/captions/0/committed").asText())
                        .isEqualTo("hello there.");
                assertThat(snapshot.data().at("/windows/0/index").asLong()).isZero();
                assertThat(snapshot.data().at("/turns/0/text").asText()).isEqualTo("turn 0 0");

                view.views.put("demo", Samples.caption(1, 0, "next", "wo"));
                view.views.put("demo", Samples.window(1, 0));
                view.views.put("demo", Samples.scene(3_000));
                view.views.put("demo", Samples.turn(1, 0));
                view.views.status("demo");

                List<Event> changes = events.next(5);
                assertThat(changes)
                        .extracting(Event::type)
                        .containsExactly("caption", "window", "scene", "turn", "status");
                assertThat(changes)
                        .extracting(event -> sequence(event))
                        .containsExactly(4L, 5L, 6L, 7L, 8L);
                assertThat(changes.get(0).data().get("tentative").asText()).isEqualTo("wo");
                assertThat(changes.get(2).data().get("at_ms").asLong()).isEqualTo(3_000);
            }
        }
    }

    @Test
    void resumesWithWhatWasMissedAndNothingElse() {
        try (TestView view = new TestView()) {
            view.views.add("demo");
            String last;
            try (EventStream events = view.events("demo", "")) {
                next(events);
                view.views.put("demo", Samples.caption(0, 0, "one", ""));
                last = Objects.requireNonNull(next(events).id());
            }
            view.views.put("demo", Samples.caption(1, 0, "two", ""));
            view.views.put("demo", Samples.caption(1, 1, "two more", ""));
            try (EventStream events = view.events("demo", "", "Last-Event-ID", last);
                    EventStream same = view.events("demo", "?after=" + last)) {
                view.views.put("demo", Samples.caption(2, 0, "three", ""));
                for (EventStream each : List.of(events, same)) {
                    assertThat(each.next(3))
                            .extracting(event -> event.data().get("committed").asText())
                            .containsExactly("two", "two more", "three");
                }
            }
        }
    }

    @Test
    void saysWhyItCannotResumeAndSendsSnapshot() {
        HistoryConf history = new HistoryConf(2, 1 << 20, 1 << 20);
        try (TestView view = new TestView(TestView.CONF, history, Optional.empty())) {
            view.views.add("demo");
            for (int i = 0; i < 5; i++) {
                view.views.put("demo", Samples.caption(i, 0, "word", ""));
            }
            String epoch;
            try (EventStream events = view.events("demo", "")) {
                String id = Objects.requireNonNull(next(events).id());
                epoch = id.substring(0, id.indexOf('.'));
            }
            assertThat(resetReason(view, epoch + ".2")).isEqualTo("expired");
            assertThat(resetReason(view, epoch + ".6")).isEqualTo("unknown");
            assertThat(resetReason(view, "0.3")).isEqualTo("restarted");
            try (EventStream events = view.events("demo", "?after=" + epoch + ".3")) {
                assertThat(events.next(2)).extracting(EventsTest::sequence).containsExactly(4L, 5L);
            }
        }
    }

    private static String resetReason(TestView view, String after) {
        try (EventStream events = view.events("demo", "?after=" + after)) {
            List<Event> first = events.next(2);
            assertThat(first).extracting(Event::type).containsExactly("reset", "snapshot");
            assertThat(first.get(0).id()).isNull();
            return first.get(0).data().get("reason").asText();
        }
    }

    @Test
    void snapshotAndChangesGiveTheFinalStateWhileOthersPublish() throws Exception {
        int viewers = 20;
        int captions = 300;
        // One who has gone away counts until the server writes to it again.
        try (TestView view =
                new TestView(
                        TestView.conf(2_000, 512, 1 << 20),
                        HistoryConf.STANDARD,
                        Optional.empty())) {
            view.views.add("demo");
            CompletableFuture<Void> publisher =
                    CompletableFuture.runAsync(
                            () -> {
                                for (int i = 0; i < captions; i++) {
                                    view.views.put(
                                            "demo", Samples.caption(i / 3 % 40, i, "w" + i, "x"));
                                }
                                view.views.put("demo", Samples.turn(99, 2));
                            });
            List<CompletableFuture<Map<Long, Integer>>> all = new ArrayList<>();
            for (int i = 0; i < viewers; i++) {
                all.add(CompletableFuture.supplyAsync(() -> follow(view)));
            }
            publisher.get();
            Map<Long, Integer> expected = new TreeMap<>();
            for (CaptionView caption : view.views.newestCaptions("demo", 1_000)) {
                expected.put(caption.utterance(), caption.revision());
            }
            for (CompletableFuture<Map<Long, Integer>> each : all) {
                assertThat(each.get()).isEqualTo(expected);
            }
        }
    }

    /** Follows a stream, going away and coming back now and then, to the turn that ends it. */
    private static Map<Long, Integer> follow(TestView view) {
        Map<Long, Integer> revisions = new TreeMap<>();
        String last = "";
        while (true) {
            try (EventStream events = view.events("demo", "?after=" + last)) {
                for (int i = 0; i < 25; i++) {
                    Event event = next(events);
                    long before = last.isEmpty() ? -1 : sequence(last);
                    if (event.type().equals("snapshot")) {
                        event.data().get("captions").forEach(each -> keep(revisions, each));
                        if (event.data().get("turns").size() > 0) {
                            return revisions;
                        }
                    } else if (event.type().equals("turn")) {
                        return revisions;
                    } else {
                        assertThat(sequence(event)).isGreaterThan(before);
                        keep(revisions, event.data());
                    }
                    last = Objects.requireNonNull(event.id());
                }
            }
        }
    }

    private static void keep(Map<Long, Integer> revisions, JsonNode caption) {
        revisions.merge(
                caption.get("utterance").asLong(), caption.get("revision").asInt(), Math::max);
    }

    @Test
    void heartBeatsAsComment() {
        try (TestView view = new TestView()) {
            view.views.add("demo");
            try (EventStream events = view.events("demo", "")) {
                next(events);
                view.beat();
                assertThat(next(events).type()).isEqualTo("comment");
                view.views.put("demo", Samples.turn(0, 0));
                assertThat(next(events).type()).isEqualTo("turn");
            }
        }
    }

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
                next(reader);
                String text = "x".repeat(20_000);
                for (int i = 0; view.server.viewers() == 2 && i < 5_000; i++) {
                    view.views.put("demo", Samples.caption(i, 0, text, ""));
                    assertThat(next(reader).data().get("utterance").asLong()).isEqualTo(i);
                    if (i % 100 == 99) {
                        view.beat();
                        assertThat(next(reader).type()).isEqualTo("comment");
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
                next(first);
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
    void streamOfAnotherInstanceIsRelayed() {
        try (TestView owner = new TestView();
                TestView asked = new TestView()) {
            owner.views.add("far/away");
            owner.views.put("far/away", Samples.caption(0, 0, "one", ""));
            asked.cluster.add("far/away");
            asked.remote.put("far/away", owner.root());
            String last;
            try (EventStream events = asked.events("far%2Faway", "")) {
                Event snapshot = next(events);
                assertThat(snapshot.type()).isEqualTo("snapshot");
                assertThat(snapshot.data().at("/captions/0/committed").asText()).isEqualTo("one");
                owner.views.put("far/away", Samples.caption(1, 0, "two", ""));
                Event change = next(events);
                assertThat(change.data().get("committed").asText()).isEqualTo("two");
                last = Objects.requireNonNull(change.id());
            }
            owner.views.put("far/away", Samples.caption(2, 0, "three", ""));
            try (EventStream events = asked.events("far%2Faway", "?after=" + last)) {
                assertThat(next(events).data().get("committed").asText()).isEqualTo("three");
                owner.server.close();
                Event end = next(events);
                assertThat(end.type()).isEqualTo("dropped");
                assertThat(end.data().get("reason").asText()).isEqualTo("moved");
                assertThat(events.next()).isNull();
            }
        }
    }

    @Test
    void stoppingTellsViewers() {
        TestView view = new TestView();
        view.views.add("demo");
        try (EventStream events = view.events("demo", "")) {
            next(events);
            view.close();
            Event end = next(events);
            assertThat(end.type()).isEqualTo("dropped");
            assertThat(end.data().get("reason").asText()).isEqualTo("stopping");
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

    private static Event next(EventStream events) {
        return Objects.requireNonNull(events.next(), "the stream has ended");
    }

    private static long sequence(Event event) {
        return sequence(Objects.requireNonNull(event.id()));
    }

    private static long sequence(String id) {
        return Long.parseLong(id.substring(id.indexOf('.') + 1));
    }
}
