package dev.lockstep.inference.vision.analyze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.model.ModelIdentity;
import dev.lockstep.inference.vision.AnalyzerConf;
import dev.lockstep.inference.vision.BrightnessModel;
import dev.lockstep.inference.vision.DetectedObject;
import dev.lockstep.inference.vision.Frames;
import dev.lockstep.inference.vision.Slides;
import dev.lockstep.inference.vision.model.PictureModel.Output;
import dev.lockstep.inference.vision.model.ScriptedPictureModel;
import dev.lockstep.inference.vision.moderate.Verdict;
import dev.lockstep.schema.avro.PictureAction;
import dev.lockstep.schema.avro.VideoFrame;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When which model looks, with a moderation model that gives 0.01, 0.02, and so on. */
class FrameAnalyzerTest {
    private final BrightnessModel objects = new BrightnessModel(1_000);
    private final ScriptedPictureModel moderation = new ScriptedPictureModel(this::score);
    private boolean fails;
    private int scored;

    private final FrameAnalyzer analyzer =
            new FrameAnalyzer(
                    AnalyzerConf.defaults(),
                    new VisionModelSet(
                            objects.model(),
                            null,
                            moderation,
                            null,
                            null,
                            List.of(new ModelIdentity("nsfw", "1", ""))),
                    Map.of());
    private final SourceMemory memory = new SourceMemory(3_000_000);

    private Output score(FloatBuffer input, int height, int width) {
        if (fails) {
            throw new ModelException("It failed.");
        }
        float score = ++scored / 100f;
        return new Output(FloatBuffer.wrap(new float[] {1 - score, score}), new long[] {1, 2});
    }

    @AfterEach
    void close() {
        analyzer.close();
        assertThat(moderation.openSlots()).isZero();
    }

    /** A dark picture with a small bright square, whose corner has brightness 3 × the label. */
    private static byte[] picture(int label, int squareAt) {
        BufferedImage image = Slides.blank(640, 360, new Color(label * 3, label * 3, label * 3));
        Graphics2D g = image.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(squareAt, 200, 60, 60);
        g.dispose();
        return Slides.jpeg(image, 0.95f);
    }

    private boolean look(int second, byte[] jpeg) throws Exception {
        return look(Frames.of("cam", second, jpeg), jpeg);
    }

    private boolean look(VideoFrame frame, byte[] jpeg) throws Exception {
        return analyzer.analyze(jpeg, frame, memory);
    }

    private float moderated() {
        Verdict verdict = Objects.requireNonNull(memory.last.verdict());
        assertThat(verdict.action()).isEqualTo(PictureAction.NONE);
        return verdict.score();
    }

    @Test
    void aSmallChangeIsModeratedWhenTheTimeHasPassed() throws Exception {
        assertThat(look(0, picture(2, 100))).isTrue();
        assertThat(moderated()).isEqualTo(0.01f);
        assertThat(look(1, picture(2, 300))).isTrue();
        assertThat(look(4, picture(2, 400))).isTrue();
        assertThat(moderated()).isEqualTo(0.01f);
        assertThat(look(5, picture(2, 500))).isTrue();
        assertThat(moderated()).isEqualTo(0.02f);
    }

    @Test
    void anotherSceneIsModeratedAtOnce() throws Exception {
        look(0, picture(2, 100));
        look(1, picture(60, 100));
        assertThat(moderated()).isEqualTo(0.02f);
    }

    @Test
    void aPictureThatChangedALittleAndStaysIsModeratedLater() throws Exception {
        look(0, picture(2, 100));
        look(1, picture(2, 300));
        assertThat(look(3, picture(2, 300))).isFalse();
        assertThat(moderated()).isEqualTo(0.01f);
        assertThat(look(6, picture(2, 300))).isFalse();
        assertThat(moderated()).isEqualTo(0.02f);
        assertThat(look(60, picture(2, 300))).isFalse();
        assertThat(moderated()).isEqualTo(0.02f);
    }

    @Test
    void aPictureWhoseModerationFailedIsModeratedAgain() throws Exception {
        fails = true;
        assertThatThrownBy(() -> look(0, picture(2, 100))).isInstanceOf(ModelException.class);
        assertThat(memory.last).isEqualTo(Analysis.NOTHING);
        fails = false;
        assertThat(look(1, picture(2, 100))).isTrue();
        assertThat(moderated()).isEqualTo(0.01f);
    }

    @Test
    void objectsKeepTheirNamesWhileThePictureStays() throws Exception {
        look(7, picture(39, 100));
        assertThat(memory.last.objects()).extracting(DetectedObject::trackId).containsNull();
        look(8, picture(39, 100));
        assertThat(memory.last.objects())
                .extracting(DetectedObject::trackId)
                .containsExactly("object-7-0");
        look(9, picture(39, 400));
        assertThat(memory.last.objects())
                .extracting(DetectedObject::label, DetectedObject::trackId)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("bottle", "object-7-0"));
    }

    @Test
    void anotherEpochBeginsAnew() throws Exception {
        byte[] jpeg = picture(39, 100);
        look(7, jpeg);
        look(8, jpeg);
        VideoFrame first = VideoFrame.newBuilder(Frames.of("cam", 0, jpeg)).setEpoch(1).build();
        assertThat(look(first, jpeg)).isTrue();
        assertThat(moderated()).isEqualTo(0.02f);
        look(VideoFrame.newBuilder(Frames.of("cam", 1, jpeg)).setEpoch(1).build(), jpeg);
        assertThat(memory.last.objects())
                .extracting(DetectedObject::trackId)
                .containsExactly("object-0-0");
    }
}
