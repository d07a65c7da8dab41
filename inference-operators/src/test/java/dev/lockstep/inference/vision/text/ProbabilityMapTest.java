package dev.lockstep.inference.vision.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ProbabilityMapTest {
    private static final int WIDTH = 160;
    private static final int HEIGHT = 96;

    private final FloatBuffer map = FloatBuffer.allocate(WIDTH * HEIGHT);

    private void rectangle(double cx, double cy, double w, double h, double degrees, float p) {
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                double a = (x - cx) * cos + (y - cy) * sin;
                double b = (y - cy) * cos - (x - cx) * sin;
                if (Math.abs(a) <= w / 2 && Math.abs(b) <= h / 2) {
                    map.put(y * WIDTH + x, p);
                }
            }
        }
    }

    private List<MinimalRectangle> texts() {
        return new ProbabilityMap(0.6).texts(map, WIDTH, HEIGHT);
    }

    @Test
    void growsAnUprightKernelOnAllSides() {
        rectangle(60, 40, 80, 10, 0, 0.9f);
        // Area 80×10 times 2 over the perimeter of 180 is 8.89.
        TextRegion region = texts().get(0).scaled(1, 1);
        Offset<Double> near = Offset.offset(0.01);
        assertThat(region.left()).isCloseTo(20 - 8.89 + 0.5, near);
        assertThat(region.top()).isCloseTo(35 - 8.89 + 0.5, near);
        assertThat(region.width()).isCloseTo(80 + 2 * 8.89, near);
        assertThat(region.height()).isCloseTo(10 + 2 * 8.89, near);
        assertThat(region.acrossY()).isCloseTo(0, near);
    }

    @Test
    void findsTheAngleOfATurnedKernel() {
        rectangle(80, 48, 90, 14, 20, 0.9f);
        List<MinimalRectangle> texts = texts();
        assertThat(texts).hasSize(1);
        TextRegion region = texts.get(0).scaled(1, 1);
        double degrees = Math.toDegrees(Math.atan2(region.acrossY(), region.acrossX()));
        assertThat(degrees).isCloseTo(20, Offset.offset(1.5));
        double growth = 90.0 * 14 * 2 / 208;
        assertThat(region.width()).isCloseTo(90 + 2 * growth, Offset.offset(2.5));
        assertThat(region.height()).isCloseTo(14 + 2 * growth, Offset.offset(2.5));
    }

    @Test
    void keepsComponentsApartAndJoinsDiagonals() {
        rectangle(30, 20, 40, 8, 0, 0.9f);
        rectangle(110, 20, 40, 8, 0, 0.9f);
        rectangle(30, 60, 40, 8, 0, 0.9f);
        assertThat(texts()).hasSize(3);
        rectangle(70, 20, 41, 8, 0, 0.9f);
        assertThat(texts()).hasSize(2);
    }

    @Test
    void leavesOutTheFaintTheTinyAndTheUnsure() {
        rectangle(30, 20, 40, 8, 0, 0.29f);
        rectangle(110, 20, 40, 8, 0, 0.5f);
        rectangle(30, 60, 2, 2, 0, 0.9f);
        rectangle(80, 60, 40, 1, 0, 0.9f);
        assertThat(texts()).isEmpty();
    }

    @Test
    void aRingIsJudgedByItsWholeRectangle() {
        rectangle(60, 48, 60, 40, 0, 0.9f);
        rectangle(60, 48, 52, 32, 0, 0f);
        assertThat(texts()).isEmpty();
    }

    @Test
    void standingTextIsLaidDownCounterClockwise() {
        rectangle(60, 48, 10, 70, 0, 0.9f);
        TextRegion standing = texts().get(0).scaled(1, 1);
        TextRegion lying = standing.laidDown();
        assertThat(lying.width()).isCloseTo(standing.height(), Offset.offset(1e-9));
        // What was the right side is the top now, read downwards.
        assertThat(lying.left()).isCloseTo(standing.left() + standing.acrossX(), near());
        assertThat(lying.top()).isCloseTo(standing.top(), near());
        assertThat(lying.acrossY()).isPositive();
        TextRegion twice = lying.turned().turned();
        assertThat(twice.left()).isCloseTo(lying.left(), near());
        assertThat(twice.acrossY()).isCloseTo(lying.acrossY(), near());
    }

    private static Offset<Double> near() {
        return Offset.offset(1e-9);
    }

    @Test
    void noiseOverTheWholeMapIsBounded() {
        java.util.Random random = new java.util.Random(3);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            map.put(i, random.nextFloat());
        }
        assertThat(texts().size()).isLessThanOrEqualTo(1000);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            map.put(i, 1f);
        }
        assertThat(texts()).hasSize(1);
    }
}
