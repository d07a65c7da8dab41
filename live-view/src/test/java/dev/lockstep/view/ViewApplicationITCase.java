package dev.lockstep.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lockstep.schema.avro.PictureAction;
import dev.lockstep.schema.topic.TopicProvisioner;
import dev.lockstep.schema.topic.TopicProvisionerConf;
import dev.lockstep.view.config.ViewConf;
import dev.lockstep.view.model.CaptionPage;
import dev.lockstep.view.model.CaptionView;
import dev.lockstep.view.model.StreamDetail;
import dev.lockstep.view.model.StreamSummary;
import dev.lockstep.view.model.WindowView;
import dev.lockstep.view.query.ExpiredCursorException;
import dev.lockstep.view.query.StreamViews;
import dev.lockstep.view.query.UnknownStreamException;
import dev.lockstep.view.testing.Records;
import dev.lockstep.view.testing.ViewRig;
import dev.lockstep.view.topology.ViewTopics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.awt.Color;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole application on a real broker and registry. */
class ViewApplicationITCase {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir private Path folder;

    @Test
    void everythingThatIsPublishedCanBeAskedFor() throws Exception {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Queue<Object> changes = new ConcurrentLinkedQueue<>();
        try (ViewRig rig = new ViewRig("view-whole");
                ViewApplication view =
                        ViewApplication.start(
                                rig.conf(folder, Map.of("view.max-captions", "6")),
                                (stream, type, value) -> changes.add(value),
                                meters)) {
            assertThat(view.awaitRunning(PATIENCE)).isTrue();
            publishAll(rig, "talk-1");
            publishAll(rig, "talk-2");
            rig.publishBytes(rig.topics().transcripts(), "talk-1", new byte[] {0, 0, 0, 99, 99, 1});
            rig.publish(
                    rig.topics().transcripts(),
                    Records.caption("talk-1", 7, 1, 14_000, "after the poisoned one"));

            StreamViews views = view.views();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(views.stream("talk-1").scene()).isNotNull());
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () ->
                                    assertThat(views.newestCaptions("talk-1", 1))
                                            .extracting(CaptionView::tentative)
                                            .containsExactly("after the poisoned one"));
            await().atMost(PATIENCE).until(() -> views.frame("talk-1").isPresent());
            await().atMost(PATIENCE).until(() -> !views.stream("talk-1").ledger().isEmpty());
            await().atMost(PATIENCE).until(() -> !views.turns("talk-1").isEmpty());

            assertThat(views.streams())
                    .extracting(StreamSummary::stream)
                    .containsExactly("talk-1", "talk-2");
            StreamDetail detail = views.stream("talk-1");
            assertThat(detail.summary().captions()).isEqualTo(8);
            assertThat(detail.summary().positionMs()).isEqualTo(15_200);
            assertThat(detail.ledger())
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.read()).isEqualTo(42));
            assertThat(views.windows("talk-1", 1000, 3000))
                    .extracting(WindowView::index)
                    .containsExactly(1L, 2L);
            assertThat(views.turns("talk-1")).singleElement().matches(turn -> turn.turn() == 0);
            assertThat(views.frame("talk-1").orElseThrow().atMs()).isEqualTo(400);

            cursorsLeadThroughTheCaptionsAndExpire(rig, views);

            assertThatThrownBy(() -> views.stream("tlk-1"))
                    .isInstanceOf(UnknownStreamException.class)
                    .hasMessageContaining("did you mean 'talk-1'?");
            assertThatThrownBy(() -> views.captions("talk-1", Optional.of("bogus"), 10))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("cursor");
            assertThat(
                            meters.get("lockstep.view.records.skipped")
                                    .tag("reason", "unknown_schema_id")
                                    .counter()
                                    .count())
                    .isEqualTo(1);
            assertThat(meters.get("lockstep.view.running").gauge().value()).isEqualTo(1);
            assertThat(changes).isNotEmpty();
        }
    }

    private static void cursorsLeadThroughTheCaptionsAndExpire(ViewRig rig, StreamViews views) {
        CaptionPage first = views.captions("talk-2", Optional.empty(), 2);
        assertThat(first.captions()).extracting(CaptionView::utterance).containsExactly(1L, 2L);
        assertThat(first.next()).isNotNull();
        CaptionPage second = views.captions("talk-2", Optional.ofNullable(first.next()), 10);
        assertThat(second.captions())
                .extracting(CaptionView::utterance)
                .containsExactly(3L, 4L, 5L, 6L);
        assertThat(second.next()).isNull();

        for (int i = 10; i < 20; i++) {
            rig.publish(
                    rig.topics().transcripts(),
                    Records.caption("talk-2", i, 1, 20_000 + i, "more"));
        }
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThatThrownBy(
                                                () ->
                                                        views.captions(
                                                                "talk-2",
                                                                Optional.ofNullable(first.next()),
                                                                10))
                                        .isInstanceOf(ExpiredCursorException.class));
    }

    private static void publishAll(ViewRig rig, String stream) {
        byte[] picture = Records.jpeg(Color.RED, Color.BLUE);
        for (int i = 0; i < 7; i++) {
            rig.publish(
                    rig.topics().transcripts(),
                    Records.caption(stream, i, 1, i * 2000L, "so it"),
                    Records.finalCaption(stream, i, 2, i * 2000L, "so it goes"));
            rig.publish(
                    rig.topics().transcriptsSettled(),
                    Records.finalCaption(stream, i, 2, i * 2000L, "so it goes"));
        }
        for (int i = 0; i < 4; i++) {
            rig.publish(rig.topics().aligned(), Records.window(stream, i, 0, false));
        }
        rig.publish(rig.topics().alignedSettled(), Records.window(stream, 0, 1, true));
        rig.publish(
                rig.topics().video(),
                Records.frame(stream, 0, 200, picture),
                Records.frame(stream, 1, 400, picture));
        rig.publish(
                rig.topics().vision(),
                Records.seen(stream, 0, 200, PictureAction.NONE),
                Records.seen(stream, 1, 400, PictureAction.NONE));
        rig.publish(rig.topics().ledger(), Records.ledger(stream, "audio-0", 1, 42, false));
        rig.publish(rig.topics().turns(), Records.turn(stream, 0, 1, "so it goes"));
    }

    @Test
    void topicsWithOtherPartitionsAreRefusedWithAdvice() throws Exception {
        try (ViewRig rig = new ViewRig("view-odd")) {
            Map<String, String> settings = rig.settings(folder, Map.of());
            settings.put("kafka.topic-prefix", "view-odder.");
            String brokers = settings.getOrDefault("kafka.bootstrap-servers", "");
            ViewTopics odd = ViewTopics.withPrefix("view-odder.");
            new TopicProvisioner(new TopicProvisionerConf(brokers, 3, (short) 1))
                    .createMissing(List.of(odd.vision()));
            new TopicProvisioner(new TopicProvisionerConf(brokers, 5, (short) 1))
                    .createMissing(List.of(odd.video()));
            assertThatThrownBy(() -> start(settings))
                    .isInstanceOf(ViewException.class)
                    .hasMessageContaining(
                            "3: view-odder.lockstep.vision; 5: view-odder.media.video")
                    .hasMessageContaining("make all of them with the same number");

            settings.put("kafka.topic-prefix", "view-nowhere.");
            assertThatThrownBy(() -> start(settings))
                    .isInstanceOf(ViewException.class)
                    .hasMessageContaining("start the captioning job first");
        }
    }

    private static ViewApplication start(Map<String, String> settings) {
        return ViewApplication.start(
                ViewConf.of(settings), (stream, type, value) -> {}, new SimpleMeterRegistry());
    }
}
