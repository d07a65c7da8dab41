package dev.lockstep.load.evaluate.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    @Test
    void quantilesAreValuesThatWereMeasured() {
        List<Double> values = List.of(4.0, 1.0, 3.0, 2.0);

        assertThat(Quantiles.nearestRank(values, 0.5)).isEqualTo(2.0);
        assertThat(Quantiles.nearestRank(values, 0.51)).isEqualTo(3.0);
        assertThat(Quantiles.nearestRank(values, 0.95)).isEqualTo(4.0);
        assertThat(Quantiles.nearestRank(values, 0)).isEqualTo(1.0);
        assertThatThrownBy(() -> Quantiles.nearestRank(List.of(), 0.5))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRateIsThatOfTheSums() {
        // One of ten and one of two: 2/12, not the mean of 0.1 and 0.5.
        Interval rate = Bootstrap.seeded(1).rate(List.of(new Share(1, 10), new Share(1, 2)));

        assertThat(rate.value()).isEqualTo(2.0 / 12);
        assertThat(rate.low()).as("two units are too few").isNull();
        assertThat(Bootstrap.seeded(1).rate(List.of()).value()).isNull();
    }

    @Test
    void anIntervalOfCoinsIsThatOfTheBinomial() {
        List<Share> coins = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            coins.add(new Share(i < 30 ? 1 : 0, 1));
        }

        Interval rate = Bootstrap.seeded(1).rate(coins);

        // 0.3 ± 1.96 · sqrt(0.3 · 0.7 / 100)
        assertThat(rate.value()).isEqualTo(0.3);
        assertThat(rate.low()).isCloseTo(0.21, within(0.015));
        assertThat(rate.high()).isCloseTo(0.39, within(0.015));
        assertThat(Bootstrap.seeded(1).rate(coins)).isEqualTo(rate);
    }

    @Test
    void aPairedDifferenceIsSurerThanTwoRates() {
        List<Share> clean = new ArrayList<>();
        List<Share> damaged = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            clean.add(new Share(i, 100));
            damaged.add(new Share(i + 5, 100));
        }

        Interval change = Bootstrap.seeded(1).difference(clean, damaged);

        assertThat(change.value()).isCloseTo(0.05, within(1e-12));
        assertThat(change.low()).isCloseTo(0.05, within(1e-9));
        assertThat(change.high()).isCloseTo(0.05, within(1e-9));
        assertThatThrownBy(() -> Bootstrap.seeded(1).difference(clean, damaged.subList(1, 40)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void kruskalAndWallisAgreeWithTheTextbook() {
        // Three groups of ranks 1 2 3, 4 5 6, 7 8 9: H = 12/90 (36/3 + 225/3 + 576/3) - 30 = 7.2.
        double[] ranks = {1, 2, 3, 4, 5, 6, 7, 8, 9};
        int[] groups = {0, 0, 0, 1, 1, 1, 2, 2, 2};

        assertThat(PermutationTest.kruskalWallis(ranks, groups, 3)).isCloseTo(7.2, within(1e-9));
        assertThat(
                        PermutationTest.middleRanks(
                                List.of(
                                        new Share(1, 2),
                                        new Share(0, 1),
                                        new Share(2, 4),
                                        new Share(1, 1))))
                .containsExactly(2.5, 1, 2.5, 4);
    }

    @Test
    void theSmallestPOfTwoTimesThreeUnitsIsOneInTen() {
        // 20 ways to deal 3 of 6; the observed one and its mirror are as extreme: 2/20.
        List<Share> units =
                List.of(
                        new Share(0, 10),
                        new Share(1, 10),
                        new Share(2, 10),
                        new Share(7, 10),
                        new Share(8, 10),
                        new Share(9, 10));

        double p = PermutationTest.seeded(1).p(units, new int[] {0, 0, 0, 1, 1, 1}, 2);

        assertThat(p).isCloseTo(0.1, within(0.01));
    }

    @Test
    void aDifferenceThatWasPlantedIsFoundAndNoneIsNot() {
        for (int count : new int[] {2, 3}) {
            List<Share> same = units(60, count, 0);
            List<Share> planted = units(60, count, 0.15);
            int[] groups = new int[60];
            for (int i = 0; i < groups.length; i++) {
                groups[i] = i % count;
            }
            assertThat(PermutationTest.seeded(1).p(planted, groups, count)).isLessThan(0.001);
            assertThat(PermutationTest.seeded(1).p(same, groups, count)).isGreaterThan(0.05);
        }
    }

    @Test
    void withoutADifferenceOneInTwentyIsBelowFivePercent() {
        int below = 0;
        int[] groups = new int[20];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = i % 2;
        }
        for (int trial = 0; trial < 400; trial++) {
            SplittableRandom random = new SplittableRandom(trial);
            List<Share> units = new ArrayList<>();
            for (int i = 0; i < groups.length; i++) {
                units.add(new Share(random.nextInt(10), 10 + random.nextInt(20)));
            }
            below += new PermutationTest(199, trial).p(units, groups, 2) <= 0.05 ? 1 : 0;
        }
        // 400 trials at 5 %: 20 expected, standard deviation 4.4.
        assertThat(below).isBetween(8, 34);
    }

    @Test
    void holmCorrectsAsInHisPaper() {
        assertThat(Holm.correct(List.of(0.01, 0.04, 0.03, 0.005)))
                .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : 1)
                .containsExactly(0.03, 0.06, 0.06, 0.02);
        assertThat(Holm.correct(List.of(0.6, 0.7))).containsExactly(1.0, 1.0);
        assertThat(Holm.correct(Collections.emptyList())).isEmpty();
    }

    /** Errors of 100 words each, about 0.1 of them and more in each further group. */
    private static List<Share> units(int units, int groups, double more) {
        SplittableRandom random = new SplittableRandom(7);
        List<Share> shares = new ArrayList<>();
        for (int i = 0; i < units; i++) {
            double rate = 0.1 + more * (i % groups);
            int errors = 0;
            for (int word = 0; word < 100; word++) {
                errors += random.nextDouble() < rate ? 1 : 0;
            }
            shares.add(new Share(errors, 100));
        }
        return shares;
    }
}
