package dev.lockstep.view.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.view.model.LagView;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ComplianceProperties {
    @Property(tries = 300)
    void anAlignmentHoldsBothTextsAndAsFewEditsAsThereCanBe(
            @ForAll Random random,
            @ForAll @IntRange(max = 25) int said,
            @ForAll @IntRange(max = 25) int written) {
        List<String> one = words(random, said);
        List<String> other = words(random, written);

        List<WordAlignment.Pair> pairs = WordAlignment.of(one, other);

        assertThat(pairs.stream().map(WordAlignment.Pair::said).filter(i -> i >= 0))
                .containsExactlyElementsOf(Stream.iterate(0, i -> i + 1).limit(said).toList());
        assertThat(pairs.stream().map(WordAlignment.Pair::written).filter(i -> i >= 0))
                .containsExactlyElementsOf(Stream.iterate(0, i -> i + 1).limit(written).toList());
        long edits =
                pairs.stream()
                        .filter(
                                pair ->
                                        pair.said() < 0
                                                || pair.written() < 0
                                                || !Objects.equals(
                                                        one.get(pair.said()),
                                                        other.get(pair.written())))
                        .count();
        assertThat(edits).isEqualTo(distance(one, other));
    }

    @Property(tries = 200)
    void percentilesAreWithinAStepOfTheSortedLags(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 200) int count) {
        List<Long> lags =
                Stream.generate(() -> (long) random.nextInt(40_000) - 2_000).limit(count).toList();
        List<Long> sorted = lags.stream().sorted().toList();

        LagView view = Objects.requireNonNull(LagCounts.NONE.plus(lags).view());

        assertThat(view.count()).isEqualTo(count);
        assertThat(Math.abs(view.p95Ms() - sorted.get((int) Math.ceil(0.95 * count) - 1)))
                .isLessThanOrEqualTo(5);
        assertThat(view.meanMs())
                .isCloseTo(
                        lags.stream().mapToLong(lag -> lag).average().orElseThrow(), within(0.051));
    }

    private static List<String> words(Random random, int count) {
        return Stream.generate(() -> String.valueOf((char) ('a' + random.nextInt(4))))
                .limit(count)
                .toList();
    }

    /** The textbook's whole table. */
    private static int distance(List<String> one, List<String> other) {
        int[][] cost = new int[one.size() + 1][other.size() + 1];
        for (int i = 0; i <= one.size(); i++) {
            for (int j = 0; j <= other.size(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                } else {
                    int same = one.get(i - 1).equals(other.get(j - 1)) ? 0 : 1;
                    cost[i][j] =
                            Math.min(
                                    cost[i - 1][j - 1] + same,
                                    1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                }
            }
        }
        return cost[one.size()][other.size()];
    }
}
