package dev.lockstep.inference.vision.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.vision.Box;
import dev.lockstep.inference.vision.DetectedObject;
import dev.lockstep.inference.vision.frame.Picture;
import dev.lockstep.inference.vision.model.PictureModel.Output;
import dev.lockstep.inference.vision.model.ScriptedPictureModel;
import java.nio.FloatBuffer;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ObjectDetectorTest {
    private static final long[] SHAPE = {1, 3549, 85};
    private static final Picture WIDE = new Picture(832, 416, new byte[832 * 416 * 3]);

    /** Writes a cell: centre and size in grid units, objectness, one class. */
    private static void cell(
            FloatBuffer out, int row, double[] box, float objectness, int label, float score) {
        for (int i = 0; i < 4; i++) {
            out.put(row * 85 + i, (float) (i < 2 ? box[i] : Math.log(box[i])));
        }
        out.put(row * 85 + 4, objectness);
        out.put(row * 85 + 5 + label, score);
    }

    private static List<DetectedObject> detect(ScriptedPictureModel.Answer answer) {
        try (ObjectDetector detector =
                new ObjectDetector(new ScriptedPictureModel(answer), 0.3, 0.45)) {
            return detector.detect(WIDE);
        }
    }

    @Test
    void decodesCellsOfAllStridesInPixelsOfThePicture() {
        List<DetectedObject> found =
                detect(
                        (input, height, width) -> {
                            FloatBuffer out = FloatBuffer.allocate(3549 * 85);
                            // Stride 8, cell (10, 3); stride 16, cell (2, 5); stride 32, (12, 0).
                            cell(out, 3 * 52 + 10, new double[] {0.5, 0.5, 4, 2}, 1, 39, 0.9f);
                            cell(out, 2704 + 5 * 26 + 2, new double[] {0, 0, 2, 4}, .8f, 2, .75f);
                            cell(out, 3380 + 12, new double[] {0.5, 0.5, 4, 2}, 1, 0, 0.5f);
                            return new Output(out, SHAPE);
                        });
        assertThat(found)
                .extracting(DetectedObject::label)
                .containsExactly("bottle", "car", "person");
        assertThat(found.get(1).score()).isCloseTo(0.6f, Offset.offset(1e-6f));
        // The picture is halved: the bottle's centre is 84×28 of 416×208, its size 32×16.
        assertBox(found.get(0).box(), 68 / 416f, 20 / 208f, 32 / 416f, 16 / 208f);
        assertBox(found.get(1).box(), 16 / 416f, 48 / 208f, 32 / 416f, 64 / 208f);
        // Cut at the right edge.
        assertBox(found.get(2).box(), 336 / 416f, 0, 80 / 416f, 48 / 208f);
    }

    private static void assertBox(Box box, float x, float y, float width, float height) {
        Offset<Float> near = Offset.offset(1e-4f);
        assertThat(box.x()).isCloseTo(x, near);
        assertThat(box.y()).isCloseTo(y, near);
        assertThat(box.width()).isCloseTo(width, near);
        assertThat(box.height()).isCloseTo(height, near);
    }

    @Test
    void leavesOutTheUnsureAndTheDoubled() {
        List<DetectedObject> found =
                detect(
                        (input, height, width) -> {
                            FloatBuffer out = FloatBuffer.allocate(3549 * 85);
                            cell(out, 1000, new double[] {0.5, 0.5, 4, 4}, 0.9f, 2, 0.9f);
                            cell(out, 1001, new double[] {-0.5, 0.5, 4, 4}, 0.9f, 7, 0.8f);
                            cell(out, 1500, new double[] {0.5, 0.5, 4, 4}, 0.5f, 2, 0.5f);
                            cell(out, 2000, new double[] {0.5, 0.5, 4, 4}, Float.NaN, 2, 1f);
                            return new Output(out, SHAPE);
                        });
        assertThat(found).extracting(DetectedObject::label).containsExactly("car");
    }

    @Test
    void letterboxesFromTheTopLeft() {
        float[][] seen = new float[1][];
        detect(
                (input, height, width) -> {
                    seen[0] = input.array().clone();
                    return new Output(FloatBuffer.allocate(3549 * 85), SHAPE);
                });
        assertThat(seen[0][207 * 416 + 415]).isZero();
        assertThat(seen[0][208 * 416]).isEqualTo(114);
        assertThat(seen[0][3 * 416 * 416 - 1]).isEqualTo(114);
    }

    @Test
    void refusesAModelOfAnotherKind() {
        assertThatThrownBy(
                        () ->
                                detect(
                                        (input, height, width) ->
                                                new Output(
                                                        FloatBuffer.allocate(84 * 8400),
                                                        new long[] {1, 84, 8400})))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("vision.objects");
    }

    @Test
    void theLabelsAreThoseOfCoco() {
        assertThat(CocoLabels.ALL).hasSize(80);
        assertThat(CocoLabels.ALL.get(0)).isEqualTo("person");
        assertThat(CocoLabels.ALL.get(2)).isEqualTo("car");
        assertThat(CocoLabels.ALL.get(39)).isEqualTo("bottle");
        assertThat(CocoLabels.ALL.get(79)).isEqualTo("toothbrush");
    }
}
