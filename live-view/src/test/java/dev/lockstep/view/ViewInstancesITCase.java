package dev.lockstep.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.lockstep.schema.avro.PictureAction;
import dev.lockstep.view.model.CaptionPage;
import dev.lockstep.view.model.CaptionView;
import dev.lockstep.view.model.FrameView;
import dev.lockstep.view.model.StreamSummary;
import dev.lockstep.view.query.StreamViews;
import dev.lockstep.view.query.UnknownStreamException;
import dev.lockstep.view.query.ViewNotReadyException;
import dev.lockstep.view.testing.Records;
import dev.lockstep.view.testing.Recount;
import dev.lockstep.view.testing.ViewChild;
import dev.lockstep.view.testing.ViewRig;
import dev.lockstep.view.testing.ViewStub;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.awt.Color;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances share the streams and answer for one another; one is killed. */
class ViewInstancesITCase {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<String> STREAMS =
            IntStream.range(0, 8).mapToObj(i -> "talk " + i + "/ä").toList();

    @TempDir private Path folder;

    @Test
    void instancesShareTheStreamsAnswerForOneAnotherAndTakeOver() throws Exception {
        int here = ViewStub.freePort();
        int there = ViewStub.freePort();
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        try (ViewRig rig = new ViewRig("view-shared");
                ViewApplication view =
                        ViewApplication.start(
                                rig.conf(
                                        folder.resolve("here"),
                                        Map.of("view.instance-address", "localhost:" + here)),
                                (stream, type, value) -> {},
                                meters);
                ViewStub stub = ViewStub.start(view, here)) {
            ViewChild other =
                    ViewChild.start(
                            rig.settings(
                                    folder.resolve("there"),
                                    Map.of("view.instance-address", "localhost:" + there)),
                            folder.resolve("there.log"));
            try {
                URI address = URI.create("http://localhost:" + there);
                assertThat(view.awaitRunning(PATIENCE)).isTrue();
                await().atMost(PATIENCE)
                        .until(() -> view.isRunning() && view.owners().others().contains(address));
                publish(rig);
                List<String> expected = Recount.ofTopics(rig);
                await().atMost(PATIENCE)
                        .ignoreException(ViewNotReadyException.class)
                        .ignoreException(UnknownStreamException.class)
                        .untilAsserted(
                                () -> {
                                    assertThat(ownedThere(view)).isNotEmpty();
                                    assertThat(Recount.ofView(view.views())).isEqualTo(expected);
                                });

                assertThat(ownedThere(view)).hasSizeLessThan(STREAMS.size());
                String moved = ownedThere(view).get(0);
                answersForTheOther(view, moved);
                FrameView picture = showsPicturesOfTheOther(rig, view, moved);

                other.kill();
                Throwable meanwhile = catchThrowable(() -> view.views().stream(moved));
                assertThat(meanwhile).isInstanceOf(ViewNotReadyException.class);
                assertThat(view.views().streams())
                        .extracting(StreamSummary::stream)
                        .isNotEmpty()
                        .doesNotContain(moved);
                assertThat(meters.find("lockstep.view.instances.unanswered").counters())
                        .isNotEmpty();

                await().atMost(PATIENCE)
                        .ignoreException(ViewNotReadyException.class)
                        .untilAsserted(
                                () ->
                                        assertThat(Recount.ofView(view.localViews()))
                                                .isEqualTo(expected));
                goesOnWithThePicture(rig, view, moved, picture);
                assertThat(stub).isNotNull();
            } finally {
                other.kill();
            }
        }
    }

    private static List<String> ownedThere(ViewApplication view) {
        return STREAMS.stream().filter(s -> view.owners().remoteOwner(s).isPresent()).toList();
    }

    private static void answersForTheOther(ViewApplication view, String stream) {
        StreamViews views = view.views();
        assertThat(catchThrowable(() -> view.localViews().stream(stream)))
                .isInstanceOf(ViewNotReadyException.class);
        assertThat(asked(() -> views.stream(stream)).summary().lastCaption())
                .isEqualTo("so it goes");
        CaptionPage page = asked(() -> views.captions(stream, Optional.empty(), 2));
        assertThat(
                        asked(() -> views.captions(stream, Optional.ofNullable(page.next()), 10))
                                .captions())
                .extracting(CaptionView::utterance)
                .containsExactly(2L);
        assertThat(asked(() -> views.windows(stream, 0, 1000))).hasSize(1);
        assertThat(asked(() -> views.turns(stream))).hasSize(1);
        assertThatThrownBy(() -> asked(() -> views.captions(stream, Optional.of("bogus"), 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cursor");
        for (String wrong : List.of("talk 1/a", "tlk 2/ä", "talk3/ä")) {
            assertThatThrownBy(() -> asked(() -> views.stream(wrong)))
                    .isInstanceOf(UnknownStreamException.class)
                    .hasMessageContaining("did you mean 'talk " + wrong.replaceAll("\\D", ""));
        }
    }

    /**
     * Two pictures, after which no other comes: one in which something was seen, and one at which
     * nobody has looked when it is shown.
     */
    private static FrameView showsPicturesOfTheOther(
            ViewRig rig, ViewApplication view, String stream) {
        byte[] jpeg = Records.jpeg(Color.RED, Color.BLUE);
        rig.publish(rig.topics().video(), Records.frame(stream, 0, 200, jpeg));
        rig.publish(rig.topics().vision(), Records.seen(stream, 0, 200, PictureAction.NONE));
        await().atMost(PATIENCE).until(() -> asked(() -> view.views().frame(stream)).isPresent());
        assertThat(asked(() -> view.views().frame(stream)).orElseThrow().atMs()).isEqualTo(200);

        rig.publish(rig.topics().video(), Records.frame(stream, 1, 400, jpeg));
        return awaitFrame(view.views(), stream, 400, "plain");
    }

    /** What was shown where it is not any more is shown here, and what is seen in it obeyed. */
    private static void goesOnWithThePicture(
            ViewRig rig, ViewApplication view, String stream, FrameView picture) {
        FrameView here = awaitFrame(view.localViews(), stream, 400, "plain");
        assertThat(here.version()).isEqualTo(picture.version());
        assertThat(here.bytes()).isEqualTo(picture.bytes());

        rig.publish(rig.topics().vision(), Records.seen(stream, 1, 400, PictureAction.BLUR));
        awaitFrame(view.localViews(), stream, 400, "blurred");
    }

    private static FrameView awaitFrame(StreamViews views, String stream, long atMs, String how) {
        return await().atMost(PATIENCE)
                .until(
                        () -> asked(() -> views.frame(stream)),
                        frame ->
                                frame.isPresent()
                                        && frame.get().atMs() == atMs
                                        && frame.get().version().endsWith(how))
                .orElseThrow();
    }

    /** Asks again while an instance is too busy to answer in time, as its caller is told to. */
    private static <R> R asked(Supplier<R> question) {
        long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return question.get();
            } catch (ViewNotReadyException e) {
                if (System.nanoTime() > deadlineNs) {
                    throw e;
                }
            }
        }
    }

    private static void publish(ViewRig rig) {
        for (String stream : STREAMS) {
            for (int i = 0; i < 3; i++) {
                rig.publish(
                        rig.topics().transcripts(),
                        Records.finalCaption(stream, i, 2, i * 1000L, "so it goes"));
            }
            rig.publish(rig.topics().aligned(), Records.window(stream, 0, 0, false));
            rig.publish(rig.topics().turns(), Records.turn(stream, 0, 1, "so it goes"));
        }
    }
}
