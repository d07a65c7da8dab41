package dev.lockstep.load.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.load.result.Figure;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

class ChangeTest {
    /** Exact bounds: Hollander, Wolfe and Chicken, table A.6, two-sided 95 %. */
    @Test
    void boundsAreThoseOfTheTables() {
        assertThat(RankSum.bound(3, 3)).isZero();
        assertThat(RankSum.bound(4, 4)).isEqualTo(1);
        assertThat(RankSum.bound(5, 5)).isEqualTo(3);
        assertThat(RankSum.bound(7, 7)).isEqualTo(9);
        assertThat(RankSum.bound(5, 7)).isEqualTo(6);
        assertThat(RankSum.bound(7, 5)).isEqualTo(6);
        assertThat(RankSum.bound(10, 10)).isEqualTo(24);
    }

    @Test
    void manyPairsAreBoundedAsFewAre() {
        // 50 × 50 is counted, 51 × 50 is not: the bounds lie as far apart as their middles.
        assertThat(RankSum.bound(51, 50))
                .isBetween(RankSum.bound(50, 50), RankSum.bound(50, 50) + 30);
    }

    @Test
    void aChangeIsTheMedianQuotient() {
        Change change = Change.of(List.of(10.0, 11.0, 9.0, 10.0), List.of(12.0, 13.2, 10.8, 12.0));
        assertThat(change.change()).isCloseTo(0.2, within(1e-9));
        assertThat(change.told()).isFalse();
    }

    @Test
    void valuesAroundNothingAreCompared() {
        Change change = Change.of(List.of(-1.0, 0.0, 1.0, 0.0), List.of(9.0, 10.0, 11.0, 10.0));
        assertThat(change.told()).isTrue();
        assertThat(change.change()).isPositive();
    }

    @Test
    void aFalseAlarmIsRareAndAFifthIsFound() {
        int alarms = 0;
        int found = 0;
        for (int seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            alarms += worse(random, x -> x) ? 1 : 0;
            found += worse(random, x -> 1.2 * x) ? 1 : 0;
        }
        // 2.5 % of 300 are 7.5 without the tolerance.
        assertThat(alarms).isLessThan(15);
        assertThat(found).isGreaterThan(290);
    }

    private static boolean worse(SplittableRandom random, DoubleUnaryOperator change) {
        Figure before = Figure.less("x", "", values(random, x -> x));
        Figure after = Figure.less("x", "", values(random, change));
        return FigureComparison.of("x", before, after, 0.05).verdict() == Verdict.WORSE;
    }

    private static List<Double> values(SplittableRandom random, DoubleUnaryOperator change) {
        return random.doubles(7)
                .map(share -> change.applyAsDouble(100 * (1 + 0.1 * share)))
                .boxed()
                .toList();
    }
}
