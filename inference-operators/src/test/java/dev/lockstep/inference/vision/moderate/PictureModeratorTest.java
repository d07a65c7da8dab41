package dev.lockstep.inference.vision.moderate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.vision.ReferencePictures;
import dev.lockstep.inference.vision.Slides;
import dev.lockstep.inference.vision.frame.Picture;
import dev.lockstep.inference.vision.model.PictureModel.Output;
import dev.lockstep.inference.vision.model.ScriptedPictureModel;
import java.awt.Color;
import java.nio.FloatBuffer;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PictureModeratorTest {
    private static final Picture PLAIN =
            ReferencePictures.picture(Slides.blank(640, 360, new Color(200, 100, 50)));

    private static Verdict judge(ScriptedPictureModel.Answer answer) {
        ScriptedPictureModel model = new ScriptedPictureModel(answer);
        try (PictureModerator moderator =
                new PictureModerator(model, ModerationThresholds.DEFAULT)) {
            return moderator.judge(PLAIN);
        } finally {
            assertThat(model.openSlots()).isZero();
        }
    }

    private static Output output(float... values) {
        return new Output(FloatBuffer.wrap(values), new long[] {1, values.length});
    }

    @Test
    void givesBlueGreenRedOfAPixelLessTheirMeans() {
        Verdict verdict =
                judge(
                        (input, height, width) -> {
                            assertThat(height * width).isEqualTo(224 * 224);
                            Offset<Float> near = Offset.offset(3f);
                            for (int pixel : new int[] {0, 223, 224 * 224 - 1}) {
                                assertThat(input.get(pixel * 3)).isCloseTo(50 - 104f, near);
                                assertThat(input.get(pixel * 3 + 1)).isCloseTo(100 - 117f, near);
                                assertThat(input.get(pixel * 3 + 2)).isCloseTo(200 - 123f, near);
                            }
                            return output(0.1f, 0.9f);
                        });
        assertThat(verdict.score()).isEqualTo(0.9f);
    }

    @Test
    void refusesWhatIsNoProbabilityOfTwo() {
        assertThatThrownBy(() -> judge((input, height, width) -> output(0.2f, 0.3f, 0.5f)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("vision.moderation");
        assertThatThrownBy(() -> judge((input, height, width) -> output(0, Float.NaN)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("no probability");
    }
}
