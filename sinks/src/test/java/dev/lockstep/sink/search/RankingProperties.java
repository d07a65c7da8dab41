package dev.lockstep.sink.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class RankingProperties {
    @Property(tries = 200)
    void theBestOfManyAreTheFirstOfAllSorted(
            @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 9) Integer> scores,
            @ForAll @IntRange(min = 1, max = 20) int most,
            @ForAll long seed) {
        List<Scored> all = new ArrayList<>();
        for (int i = 0; i < scores.size(); i++) {
            PassageRef ref = new PassageRef(i, "s" + i % 3, i % 5, "a", "speech", "k" + i);
            all.add(new Scored(ref, scores.get(i), 1));
        }
        List<Scored> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, new Random(seed));
        TopScored top = new TopScored(most);
        for (Scored scored : shuffled) {
            if (top.takes(scored.score())) {
                top.add(scored);
            }
        }
        all.sort(Scored.BEST_FIRST);
        assertThat(top.best()).isEqualTo(all.subList(0, Math.min(most, all.size())));
    }

    @Property(tries = 200)
    void fusionKeepsEveryPassageOnceAndInOrder(
            @ForAll @Size(max = 30) List<@IntRange(min = 0, max = 50) Integer> words,
            @ForAll @Size(max = 30) List<@IntRange(min = 0, max = 50) Integer> meaning) {
        List<Scored> fused = Ranking.hybrid(ranking(words, 0.3), ranking(meaning, 1));
        List<Long> ids = fused.stream().map(scored -> scored.passage().id()).toList();
        assertThat(ids).doesNotHaveDuplicates();
        List<Integer> either = new ArrayList<>(words);
        either.addAll(meaning);
        assertThat(ids)
                .containsExactlyInAnyOrderElementsOf(
                        either.stream().distinct().map(Integer::longValue).toList());
        assertThat(fused).isSortedAccordingTo(Scored.BEST_FIRST);
    }

    private static List<Scored> ranking(List<Integer> ids, double coverage) {
        return ids.stream()
                .distinct()
                .map(id -> new PassageRef(id, "s", id, "a", "speech", "k" + id))
                .map(ref -> new Scored(ref, 1, coverage))
                .toList();
    }
}
