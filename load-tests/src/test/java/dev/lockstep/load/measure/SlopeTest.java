package dev.lockstep.load.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

class SlopeTest {
    /** Long enough that a margin above it would be seen. */
    private static final int POINTS = 600;

    @Test
    void aLineIsFoundWithoutDoubt() {
        List<Slope.Point> points = new ArrayList<>();
        for (int i = 0; i < POINTS; i++) {
            points.add(new Slope.Point(i / 60.0, 500 + 30 * (i / 60.0)));
        }
        Slope slope = Slope.of(points, 1 / 6.0);
        assertThat(slope.perUnit()).isCloseTo(30, within(1e-6));
        assertThat(slope.margin()).isLessThan(1e-6);
        assertThat(slope.surelyAbove(29)).isTrue();
        assertThat(slope.surelyAbove(31)).isFalse();
    }

    @Test
    void noiseAloneGrowsRarely() {
        int told = 0;
        for (int seed = 0; seed < 200; seed++) {
            told += Slope.of(noise(seed, 0), 1 / 6.0).surelyAbove(0) ? 1 : 0;
        }
        // 2.5 % of them are expected: 5 of 200.
        assertThat(told).isLessThan(16);
    }

    @Test
    void growthOfAnOverloadIsTold() {
        for (int seed = 0; seed < 50; seed++) {
            // A system that is 5 % too slow falls behind by 3 s a minute.
            assertThat(Slope.of(noise(seed, 3_000), 1 / 6.0).surelyAbove(50)).isTrue();
        }
    }

    @Test
    void pointsThatMoveTogetherDoNotMakeItSurer() {
        SplittableRandom random = new SplittableRandom(1);
        List<Slope.Point> points = new ArrayList<>();
        for (int stretch = 0; stretch < 6; stretch++) {
            double y = random.nextDouble() * 100;
            for (int i = 0; i < 100; i++) {
                points.add(new Slope.Point(stretch + i / 100.0, y));
            }
        }
        assertThat(Slope.of(points, 1).standardError())
                .isGreaterThan(2 * Slope.of(points, 0.01).standardError());
    }

    @Test
    void tooLittleSaysNothing() {
        assertThat(Slope.of(List.of(), 1).margin()).isInfinite();
        Slope two = Slope.of(List.of(new Slope.Point(0, 1), new Slope.Point(1, 9)), 1);
        assertThat(two.perUnit()).isEqualTo(8);
        assertThat(two.margin()).isInfinite();
    }

    private static List<Slope.Point> noise(int seed, double perMinute) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Slope.Point> points = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            double minute = i / 120.0;
            points.add(
                    new Slope.Point(
                            minute, 600 + perMinute * minute + 400 * random.nextGaussian()));
        }
        return points;
    }
}
