package dev.lockstep.inference.vision.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.inference.vision.frame.PictureScaler.Normalisation;
import java.nio.FloatBuffer;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PictureScalerTest {
    /** 4×1 pixels of which the channels are 10·x, 10·x + 1, 10·x + 2. */
    private static final Picture RAMP =
            new Picture(4, 1, new byte[] {0, 1, 2, 10, 11, 12, 20, 21, 22, 30, 31, 32});

    @Test
    void samplesAtPixelCentres() {
        FloatBuffer planes = FloatBuffer.allocate(3 * 2 * 2);
        new PictureScaler().scale(RAMP, 2, 1, planes, 2, 2, Normalisation.NONE, 114);
        // As OpenCV's INTER_LINEAR: centres at 0.5 and 2.5; then the fill below.
        assertThat(planes.array())
                .containsExactly(5, 25, 114, 114, 6, 26, 114, 114, 7, 27, 114, 114);
    }

    @Test
    void enlargesWithoutLeavingThePicture() {
        FloatBuffer planes = FloatBuffer.allocate(3 * 8);
        new PictureScaler().scale(RAMP, 8, 1, planes, 8, 1, Normalisation.NONE, 0);
        assertThat(java.util.Arrays.copyOf(planes.array(), 8))
                .containsExactly(
                        new float[] {0, 2.5f, 7.5f, 12.5f, 17.5f, 22.5f, 27.5f, 30},
                        Offset.offset(1e-5f));
    }

    @Test
    void normalisesByChannel() {
        FloatBuffer planes = FloatBuffer.allocate(12);
        Normalisation byChannel =
                Normalisation.of(new float[] {0, 0.5f, 1}, new float[] {1, 0.5f, 0.25f});
        new PictureScaler().scale(RAMP, 4, 1, planes, 4, 1, byChannel, 0);
        assertThat(planes.get(3)).isCloseTo(30 / 255f, Offset.offset(1e-5f));
        assertThat(planes.get(7)).isCloseTo((31 / 255f - 0.5f) / 0.5f, Offset.offset(1e-5f));
        assertThat(planes.get(11)).isCloseTo((32 / 255f - 1) / 0.25f, Offset.offset(1e-5f));
    }
}
