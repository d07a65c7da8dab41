package dev.lockstep.view.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.schema.avro.PictureAction;
import dev.lockstep.schema.avro.TextVerdict;
import dev.lockstep.view.model.ComplianceView;
import dev.lockstep.view.model.FrameView;
import dev.lockstep.view.model.MemberView;
import dev.lockstep.view.model.SceneView;
import dev.lockstep.view.model.WindowView;
import dev.lockstep.view.push.ChangeType;
import dev.lockstep.view.testing.Records;
import java.awt.Color;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A partition moves to an instance that has nothing but the changelogs. */
class TakeOverTest {
    private static final byte[] PICTURE = Records.jpeg(Color.RED, Color.BLUE);

    @TempDir private Path folder;
    private TopologyRig rig;
    private int owners;

    @BeforeEach
    void start() {
        rig = new TopologyRig(folder.resolve("first"), ViewRules.standard(), null);
    }

    @AfterEach
    void end() {
        rig.close();
    }

    @Test
    void aPictureThatWaitsForWhatWasSeenInItIsShownWithThat() {
        frame(0);
        frame(1);
        move();
        assertThat(shown()).isEmpty();

        seen(1, PictureAction.BLUR);
        assertThat(shown().orElseThrow().version()).endsWith("-blurred");
        assertThat(shown().orElseThrow().atMs()).isEqualTo(200);
    }

    @Test
    void aPictureAtWhichNobodyLooksIsShownAfterTheSamePatience() {
        frame(0);
        rig.advance(Duration.ofMillis(1_900));
        move();
        rig.advance(Duration.ofMillis(100));
        rig.advance(Duration.ofMillis(1_900));
        assertThat(shown()).isEmpty();

        rig.advance(Duration.ofMillis(200));
        assertThat(shown().orElseThrow().version()).endsWith("-plain");
    }

    @Test
    void aPictureThatWaitsToBeMadeReadyIsShown() {
        frame(0);
        seen(0, PictureAction.NONE);
        frame(1);
        seen(1, PictureAction.NONE);
        frame(2);
        seen(2, PictureAction.BLUR);
        assertThat(shown().orElseThrow().atMs()).isZero();
        move();

        rig.advance(Duration.ofMillis(100));
        assertThat(shown().orElseThrow().version()).endsWith("-blurred");
        assertThat(shown().orElseThrow().atMs()).isEqualTo(400);
        assertThat(rig.take(ChangeType.SCENE))
                .singleElement()
                .matches(scene -> ((SceneView) scene).objects().size() == 1);
    }

    @Test
    void whatWasSeenInAPictureThatHasNotComeIsObeyed() {
        seen(0, PictureAction.HOLD);
        move();

        frame(0);
        rig.advance(Duration.ofSeconds(3));
        assertThat(shown()).isEmpty();
        assertThat(rig.count("lockstep.view.pictures", "outcome", "held")).isEqualTo(1);
    }

    @Test
    void aPictureThatIsShownStaysAndOneBeforeItIsNotShownAgain() {
        frame(0);
        seen(0, PictureAction.NONE);
        frame(1);
        rig.advance(Duration.ofMillis(300));
        seen(1, PictureAction.NONE);
        FrameView before = shown().orElseThrow();
        move();

        frame(0);
        seen(0, PictureAction.HOLD);
        rig.advance(Duration.ofSeconds(3));
        FrameView after = shown().orElseThrow();
        assertThat(after.version()).isEqualTo(before.version());
        assertThat(after.bytes()).isEqualTo(before.bytes());
        assertThat(after.atMs()).isEqualTo(200);
    }

    @Test
    void aPictureThatWasShownBeforeSomebodyLookedGoesWhenItIsHeld() {
        frame(0);
        rig.advance(Duration.ofMillis(2_100));
        assertThat(shown()).isPresent();
        move();
        assertThat(shown()).isPresent();

        seen(0, PictureAction.HOLD);
        assertThat(shown()).isEmpty();
    }

    @Test
    void whatIsDoneLeavesNothingBehindButThePictureThatIsShown() {
        for (int i = 0; i < 200; i++) {
            frame(i);
            if (i % 3 != 0) {
                seen(i, i % 7 == 1 ? PictureAction.HOLD : PictureAction.NONE);
            }
            rig.advance(Duration.ofMillis(100));
        }
        seen(199, PictureAction.NONE);
        rig.advance(Duration.ofSeconds(61));

        var changes = rig.changes(ViewStores.FRAMES);
        assertThat(
                        changes.stream()
                                .map(change -> change.key)
                                .collect(Collectors.toUnmodifiableSet()))
                .as("keys that the changelog knows")
                .hasSizeLessThan(20);
        var last =
                changes.stream()
                        .collect(
                                Collectors.toMap(
                                        change -> change.key,
                                        change -> Optional.ofNullable(change.value),
                                        (a, b) -> b));
        assertThat(last.entrySet().stream().filter(row -> row.getValue().isPresent()))
                .extracting(row -> KeyValue.pair(row.getKey(), Keys.stream(row.getKey())))
                .containsExactly(KeyValue.pair(Keys.of(Keys.FRAME, "talk"), "talk"));
    }

    @Test
    void aWindowThatHoldsATextBackIsToldAgainWhenTheTextPasses() {
        rig.publish(
                rig.topics().aligned(),
                Records.window("talk", 0, 0, false, Records.chat(1, 600, "odd words", 0.6f)));
        move();

        rig.publish(rig.topics().text(), Records.verdict("talk", 1, 600, TextVerdict.FLAG, 0.6f));
        assertThat(rig.take(ChangeType.WINDOW))
                .flatExtracting(window -> ((WindowView) window).members())
                .extracting(member -> ((MemberView) member).text())
                .containsExactly("odd words");
        rig.publish(rig.topics().text(), Records.verdict("talk", 1, 600, TextVerdict.FLAG, 0.6f));
        assertThat(rig.take(ChangeType.WINDOW)).isEmpty();
    }

    @Test
    void complianceOfTheLastSecondIsMeasuredAgain() {
        rig.publish(
                rig.topics().transcripts(),
                Records.caption("talk", 0, 1, 2000, "good day"),
                Records.caption("talk", 0, 2, 2000, "good day all"));
        rig.advance(Duration.ofSeconds(1));
        rig.publish(
                rig.topics().transcripts(),
                Records.caption("talk", 0, 3, 2000, "good day to all"),
                Records.finalCaption("talk", 0, 4, 2000, "good day to you"),
                Records.finalCaption("talk", 1, 1, 4000, "so it goes"));
        move();
        rig.publish(rig.topics().transcripts(), Records.finalCaption("talk", 2, 1, 6000, "and on"));
        rig.advance(Duration.ofSeconds(1));
        ComplianceView moved = compliance();
        move();
        rig.advance(Duration.ofSeconds(1));

        assertThat(moved.utterances()).isEqualTo(3);
        assertThat(moved.words()).isEqualTo(9);
        assertThat(compliance()).isEqualTo(moved).isEqualTo(withoutAMove());
        assertThat(rig.changelog(ViewStores.STREAMS).keySet())
                .noneMatch(key -> key.get()[0] == Keys.MEASURED);
    }

    private ComplianceView withoutAMove() {
        try (TopologyRig other =
                new TopologyRig(folder.resolve("other"), ViewRules.standard(), null)) {
            other.publish(
                    other.topics().transcripts(),
                    Records.caption("talk", 0, 1, 2000, "good day"),
                    Records.caption("talk", 0, 2, 2000, "good day all"),
                    Records.caption("talk", 0, 3, 2000, "good day to all"),
                    Records.finalCaption("talk", 0, 4, 2000, "good day to you"),
                    Records.finalCaption("talk", 1, 1, 4000, "so it goes"),
                    Records.finalCaption("talk", 2, 1, 6000, "and on"));
            other.advance(Duration.ofSeconds(1));
            return other.reader().compliance(other.state("talk"));
        }
    }

    private ComplianceView compliance() {
        return rig.reader().compliance(rig.state("talk"));
    }

    private void move() {
        TopologyRig next = rig.successor(folder.resolve("next-" + owners++));
        rig.close();
        rig = next;
    }

    private void frame(long sequence) {
        rig.publish(
                rig.topics().video(), Records.frame("talk", sequence, 200L * sequence, PICTURE));
    }

    private void seen(long sequence, PictureAction action) {
        rig.publish(rig.topics().vision(), Records.seen("talk", sequence, 200L * sequence, action));
    }

    private Optional<FrameView> shown() {
        return rig.reader().frame(rig.state("talk"));
    }
}
