package dev.lockstep.load.evaluate.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.load.evaluate.statistics.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GroupComparisonTest {
    private static final GroupComparison COMPARISON = GroupComparison.seeded(1);

    @Test
    void aPlantedDifferenceIsFoundAndItsGroupsAreNamed() {
        List<Measured> items = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 60; i++) {
            boolean quiet = i % 2 == 0;
            items.add(
                    new Measured(
                            new Share((quiet ? 1 : 4) + random.nextInt(3), 20),
                            Map.of(
                                    "noise",
                                    quiet ? "none" : "street",
                                    "day",
                                    "d" + random.nextInt(3))));
        }

        List<LabelComparison> results = COMPARISON.compare(Map.of("word error rate", items));

        LabelComparison noise = by("noise", results);
        assertThat(noise.lowest()).isEqualTo("none");
        assertThat(noise.highest()).isEqualTo("street");
        assertThat(noise.gap()).isCloseTo(0.15, within(0.05));
        assertThat(noise.p()).isLessThan(0.001);
        assertThat(noise.corrected()).isLessThan(0.05).isGreaterThanOrEqualTo(noise.p());
        assertThat(noise.test()).contains("difference of the two rates");
        assertThat(noise.groups()).extracting(GroupFigure::items).containsExactly(30, 30);
        assertThat(noise.groups().get(0).figure().low()).isNotNull();

        LabelComparison day = by("day", results);
        assertThat(day.p()).isGreaterThan(0.05);
        assertThat(day.test()).contains("Kruskal-Wallis");
    }

    @Test
    void smallGroupsAreNamedAndNotCompared() {
        List<Measured> items = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            items.add(new Measured(new Share(0, 10), Map.of("accent", "a")));
            items.add(new Measured(new Share(1, 10), Map.of("accent", "b")));
        }
        for (int i = 0; i < 4; i++) {
            items.add(new Measured(new Share(10, 10), Map.of("accent", "c")));
        }
        items.add(new Measured(new Share(9, 10), Map.of()));

        LabelComparison accent = by("accent", COMPARISON.compare(Map.of("w", items)));

        assertThat(accent.unlabelled()).isEqualTo(1);
        assertThat(accent.groups())
                .extracting(GroupFigure::group, GroupFigure::small)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a", false),
                        org.assertj.core.groups.Tuple.tuple("b", false),
                        org.assertj.core.groups.Tuple.tuple("c", true));
        GroupFigure small = accent.groups().get(2);
        assertThat(small.figure().value()).isEqualTo(1.0);
        assertThat(small.figure().low()).isNull();
        assertThat(accent.gap()).as("of the groups that are not small").isEqualTo(0.1);
        assertThat(accent.p()).isNotNull();

        LabelComparison none = by("accent", COMPARISON.compare(Map.of("w", items.subList(0, 4))));
        assertThat(none.p()).isNull();
        assertThat(none.corrected()).isNull();
        assertThat(none.gap()).isNull();
        assertThat(none.test()).startsWith("not tested");
    }

    @Test
    void sentencesOfFewSpeakersAreNoEvidence() {
        // Two men and two women with a hundred sentences each: as items the difference is certain.
        List<Measured> items = new ArrayList<>();
        for (int speaker = 0; speaker < 4; speaker++) {
            for (int i = 0; i < 100; i++) {
                items.add(
                        new Measured(
                                new Share(speaker, 10),
                                Map.of("speaker", "s" + speaker, "sex", speaker < 2 ? "F" : "M")));
            }
        }

        List<LabelComparison> results = COMPARISON.compare(Map.of("w", items));

        LabelComparison sex = by("sex", results);
        assertThat(sex.unit()).isEqualTo("speaker");
        assertThat(sex.groups()).extracting(GroupFigure::units).containsExactly(2, 2);
        assertThat(sex.groups()).allMatch(GroupFigure::small);
        assertThat(sex.p()).isNull();
        assertThat(by("speaker", results).unit()).isEqualTo("item");
        assertThat(by("speaker", results).p()).isLessThan(0.001);
    }

    private static LabelComparison by(String label, List<LabelComparison> results) {
        return results.stream().filter(r -> r.label().equals(label)).findFirst().orElseThrow();
    }
}
