package dev.lockstep.sink.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RankingTest {
    private static final double TINY = 1e-12;

    private static Scored scored(long id, double score, double coverage) {
        return new Scored(
                new PassageRef(id, "talk", 1000 - id, "audio-0", "speech", "k" + id),
                score,
                coverage);
    }

    private static List<Long> ids(List<Scored> ranking) {
        return ranking.stream().map(scored -> scored.passage().id()).toList();
    }

    @Test
    void reciprocalRanksAreAdded() {
        List<Scored> fused =
                RankFusion.fuse(
                        List.of(
                                List.of(scored(1, 9, 1), scored(2, 8, 1)),
                                List.of(scored(3, 0.9, 1), scored(2, 0.8, 1))));
        // 2 is second twice; 1 and 3 are first once, so that time decides: 3 begins earlier.
        assertThat(ids(fused)).containsExactly(2L, 3L, 1L);
        assertThat(fused.get(0).score()).isCloseTo(2.0 / 62, within(TINY));
        assertThat(fused.get(1).score()).isCloseTo(1.0 / 61, within(TINY));
    }

    @Test
    void aWeakMatchByWordsComesAfterWhatWasFused() {
        List<Scored> hybrid =
                Ranking.hybrid(
                        List.of(scored(1, 9, 0.2), scored(2, 8, 0.9), scored(3, 7, 0.1)),
                        List.of(scored(4, 0.6, 1), scored(3, 0.5, 1)));
        // 3 is weak by words and stands where its meaning puts it.
        assertThat(ids(hybrid)).containsExactly(4L, 2L, 3L, 1L);
        assertThat(hybrid.get(2).score()).isCloseTo(1.0 / 62, within(TINY));
        assertThat(hybrid.get(3).score()).isCloseTo(1.0 / 261, within(TINY));
    }
}
