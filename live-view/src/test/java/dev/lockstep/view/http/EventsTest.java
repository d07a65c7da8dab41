package dev.lockstep.view.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.view.http.EventStream.Event;
import dev.lockstep.view.model.CaptionView;
import dev.lockstep.view.push.HistoryConf;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
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
                Event snapshot = events.expected();
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
                assertThat(changes).extracting(Event::sequence).containsExactly(4L, 5L, 6L, 7L, 8L);
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
                events.expected();
                view.views.put("demo", Samples.caption(0, 0, "one", ""));
                last = Objects.requireNonNull(events.expected().id());
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
                String id = Objects.requireNonNull(events.expected().id());
                epoch = id.substring(0, id.indexOf('.'));
            }
            assertThat(resetReason(view, epoch + ".2")).isEqualTo("expired");
            assertThat(resetReason(view, epoch + ".6")).isEqualTo("unknown");
            assertThat(resetReason(view, "0.3")).isEqualTo("restarted");
            try (EventStream events = view.events("demo", "?after=" + epoch + ".3")) {
                assertThat(events.next(2)).extracting(Event::sequence).containsExactly(4L, 5L);
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
                    Event event = events.expected();
                    long before = last.isEmpty() ? -1 : Event.sequenceOf(last);
                    if (event.type().equals("snapshot")) {
                        event.data().get("captions").forEach(each -> keep(revisions, each));
                        if (event.data().get("turns").size() > 0) {
                            return revisions;
                        }
                    } else if (event.type().equals("turn")) {
                        return revisions;
                    } else {
                        assertThat(event.sequence()).isGreaterThan(before);
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
                events.expected();
                view.beat();
                assertThat(events.expected().type()).isEqualTo("comment");
                view.views.put("demo", Samples.turn(0, 0));
                assertThat(events.expected().type()).isEqualTo("turn");
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
                Event snapshot = events.expected();
                assertThat(snapshot.type()).isEqualTo("snapshot");
                assertThat(snapshot.data().at("/captions/0/committed").asText()).isEqualTo("one");
                owner.views.put("far/away", Samples.caption(1, 0, "two", ""));
                Event change = events.expected();
                assertThat(change.data().get("committed").asText()).isEqualTo("two");
                last = Objects.requireNonNull(change.id());
            }
            owner.views.put("far/away", Samples.caption(2, 0, "three", ""));
            try (EventStream events = asked.events("far%2Faway", "?after=" + last)) {
                assertThat(events.expected().data().get("committed").asText()).isEqualTo("three");
                owner.server.close();
                Event end = events.expected();
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
            events.expected();
            view.close();
            Event end = events.expected();
            assertThat(end.type()).isEqualTo("dropped");
            assertThat(end.data().get("reason").asText()).isEqualTo("stopping");
        }
    }
}
