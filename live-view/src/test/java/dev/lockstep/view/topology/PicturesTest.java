package dev.lockstep.view.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.schema.avro.PayloadReference;
import dev.lockstep.schema.avro.PictureAction;
import dev.lockstep.schema.avro.VideoFrame;
import dev.lockstep.schema.avro.VisionResult;
import dev.lockstep.schema.payload.FilePayloadStore;
import dev.lockstep.view.model.FrameView;
import dev.lockstep.view.model.SceneView;
import dev.lockstep.view.push.ChangeType;
import dev.lockstep.view.testing.Records;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturesTest {
    private static final byte[] PICTURE = Records.jpeg(Color.RED, Color.BLUE);

    @TempDir private Path folder;
    private FilePayloadStore payloads;
    private TopologyRig rig;

    @BeforeEach
    void start() {
        payloads =
                new FilePayloadStore(
                        folder.resolve("payloads"), Duration.ofDays(1), Clock.systemUTC());
        rig = new TopologyRig(folder.resolve("state"), ViewRules.standard(), payloads);
    }

    @AfterEach
    void end() {
        rig.close();
    }

    @Test
    void pictureWaitsForWhatWasSeenInItAndIsScaled() throws Exception {
        frame(0, 200, PICTURE);
        assertThat(rig.take(ChangeType.SCENE)).isEmpty();
        assertThat(shown()).isEmpty();

        seen(0, 200, PictureAction.NONE);
        SceneView scene = scene();
        assertThat(scene.frame()).isEqualTo(Long.toString(Records.ORIGIN_US + 200_000));
        assertThat(scene.width()).isEqualTo(1280);
        assertThat(scene.objects()).singleElement().matches(o -> o.box().width() == 0.3);
        BufferedImage image = image();
        assertThat(image.getWidth()).isEqualTo(640);
        assertThat(image.getHeight()).isEqualTo(360);
        assertThat(difference(image, 10, 630)).isGreaterThan(300);
        assertThat(sharpness(image)).isGreaterThan(300);
    }

    @Test
    void whatWasSeenMayComeBeforeItsPicture() {
        seen(0, 200, PictureAction.NONE);
        assertThat(scene().frame()).isNull();

        frame(0, 200, PICTURE);
        assertThat(scene().frame()).isNotNull();
    }

    @Test
    void pictureThatIsToBeBlurredIsNeverShownPlainly() throws Exception {
        frame(0, 200, PICTURE);
        seen(0, 200, PictureAction.BLUR);

        assertThat(scene().frame()).endsWith("-blurred");
        assertThat(sharpness(image())).isLessThan(60);
    }

    @Test
    void pictureThatIsHeldIsNotShownAndTheOneBeforeGoes() {
        frame(0, 200, PICTURE);
        seen(0, 200, PictureAction.NONE);
        assertThat(shown()).isPresent();
        scene();

        frame(1, 400, PICTURE);
        seen(1, 400, PictureAction.HOLD);
        assertThat(scene()).matches(s -> s.frame() == null && "HOLD".equals(s.action()));
        assertThat(shown()).isEmpty();
        assertThat(rig.count("lockstep.view.pictures", "outcome", "held")).isEqualTo(1);
    }

    @Test
    void aPictureThatIsHeldDoesNotTakeANewerOneOfAnotherSourceWithIt() {
        frame(0, 200, PICTURE);
        seen(0, 200, PictureAction.NONE);
        VideoFrame newer = Records.frame("talk", 0, 600, PICTURE);
        newer.setSourceId("video-1");
        rig.publish(rig.topics().video(), newer);
        VisionResult seenInIt = Records.seen("talk", 0, 600, PictureAction.NONE);
        seenInIt.setSourceId("video-1");
        rig.publish(rig.topics().vision(), seenInIt);
        frame(1, 400, PICTURE);
        seen(1, 400, PictureAction.HOLD);
        assertThat(shown()).isEmpty();

        rig.advance(Duration.ofMillis(300));
        assertThat(shown().orElseThrow().atMs()).isEqualTo(600);
    }

    @Test
    void picturesAreShownWithoutWhenNothingIsSeenForLong() {
        frame(0, 200, PICTURE);
        rig.advance(Duration.ofMillis(1_900));
        assertThat(shown()).isEmpty();

        rig.advance(Duration.ofMillis(200));
        assertThat(scene()).matches(s -> s.objects().isEmpty() && s.action() == null);
        assertThat(shown()).isPresent();

        frame(1, 400, PICTURE);
        rig.advance(Duration.ofMillis(300));
        assertThat(scene().atMs()).isEqualTo(400);
    }

    @Test
    void heldAfterItWasShownWithoutGoesAtOnce() {
        frame(0, 200, PICTURE);
        rig.advance(Duration.ofMillis(2_100));
        assertThat(shown()).isPresent();

        seen(0, 200, PictureAction.HOLD);
        assertThat(shown()).isEmpty();
    }

    @Test
    void heldWhileItWaitsToBeShownWithoutIsNeverShown() {
        frame(0, 200, PICTURE);
        rig.advance(Duration.ofMillis(2_100));
        frame(1, 400, PICTURE);
        seen(1, 400, PictureAction.HOLD);
        rig.advance(Duration.ofMillis(500));

        assertThat(shown()).isEmpty();
        assertThat(rig.count("lockstep.view.pictures", "outcome", "plain")).isEqualTo(1);
        assertThat(rig.count("lockstep.view.pictures", "outcome", "held")).isEqualTo(1);
    }

    @Test
    void picturesOfASourceAtWhichNobodyLooksDoNotWaitAnewEachMinute() {
        for (int i = 0; i < 70; i++) {
            frame(i, 1000L * i, PICTURE);
            rig.advance(Duration.ofMillis(300));
            if (i > 3) {
                assertThat(shown().orElseThrow().atMs()).isEqualTo(1000L * i);
            }
            rig.advance(Duration.ofMillis(700));
        }
    }

    @Test
    void aPictureAtWhichNobodyLookedIsNotShownPlainly() {
        frame(0, 200, PICTURE);
        seen(0, 200, PictureAction.NONE);
        scene();
        frame(1, 400, PICTURE);
        VisionResult shed = Records.seen("talk", 1, 400, null);
        shed.setSkipped(true);
        shed.setModels(List.of());
        shed.setDetections(List.of());
        rig.publish(rig.topics().vision(), shed);

        rig.advance(Duration.ofMillis(500));
        assertThat(rig.take(ChangeType.SCENE)).isEmpty();
        assertThat(shown().orElseThrow().atMs()).isEqualTo(200);
    }

    @Test
    void picturesAreMadeReadyAtABoundedRateAndTheNewestIsNotForgotten() {
        for (int i = 0; i < 10; i++) {
            frame(i, 200L * (i + 1), PICTURE);
            seen(i, 200L * (i + 1), PictureAction.NONE);
        }
        assertThat(rig.count("lockstep.view.pictures", "outcome", "shown")).isEqualTo(1);

        rig.advance(Duration.ofMillis(300));
        assertThat(rig.count("lockstep.view.pictures", "outcome", "shown")).isEqualTo(2);
        assertThat(shown().orElseThrow().atMs()).isEqualTo(2000);
    }

    @Test
    void brokenAndMissingPicturesAreCountedAndTheNextIsShown() {
        frame(0, 200, new byte[] {1, 2, 3});
        seen(0, 200, PictureAction.NONE);
        rig.advance(Duration.ofMillis(300));
        reference(1, 400, new PayloadReference("file:/none", "0".repeat(64), 10L, null));
        seen(1, 400, PictureAction.NONE);
        rig.advance(Duration.ofMillis(300));
        assertThat(rig.count("lockstep.view.pictures", "outcome", "broken")).isEqualTo(1);
        assertThat(rig.count("lockstep.view.pictures", "outcome", "missing")).isEqualTo(1);
        assertThat(rig.take(ChangeType.SCENE))
                .extracting(value -> ((SceneView) value).frame())
                .containsExactly(null, null);

        reference(2, 600, payloads.put(PICTURE));
        seen(2, 600, PictureAction.NONE);
        assertThat(scene().frame()).isNotNull();
        assertThat(shown().orElseThrow().atMs()).isEqualTo(600);
    }

    private void frame(long sequence, long atMs, byte[] jpeg) {
        rig.publish(rig.topics().video(), Records.frame("talk", sequence, atMs, jpeg));
    }

    private void reference(long sequence, long atMs, PayloadReference reference) {
        VideoFrame frame = Records.frame("talk", sequence, atMs, PICTURE);
        frame.setPayload((ByteBuffer) null);
        frame.setPayloadReference(reference);
        rig.publish(rig.topics().video(), frame);
    }

    private void seen(long sequence, long atMs, @Nullable PictureAction action) {
        rig.publish(rig.topics().vision(), Records.seen("talk", sequence, atMs, action));
    }

    private SceneView scene() {
        List<Object> scenes = rig.take(ChangeType.SCENE);
        assertThat(scenes).hasSize(1);
        return (SceneView) scenes.get(0);
    }

    private Optional<FrameView> shown() {
        return rig.reader().frame(rig.state("talk"));
    }

    private BufferedImage image() throws IOException {
        return ImageIO.read(new ByteArrayInputStream(shown().orElseThrow().bytes()));
    }

    /** Largest difference between pixels six columns apart at the edge of the two colours. */
    private static int sharpness(BufferedImage image) {
        return difference(image, 317, 323);
    }

    private static int difference(BufferedImage image, int x1, int x2) {
        Color one = new Color(image.getRGB(x1, 180));
        Color other = new Color(image.getRGB(x2, 180));
        return Math.abs(one.getRed() - other.getRed())
                + Math.abs(one.getGreen() - other.getGreen())
                + Math.abs(one.getBlue() - other.getBlue());
    }
}
