package dev.lockstep.sink.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class Bm25Test {
    private static final double TINY = 1e-12;

    @Test
    void theFormulaOnPaper() {
        Map<String, Long> frequencies = new LinkedHashMap<>();
        frequencies.put("river", 2L);
        frequencies.put("bridge", 5L);
        Bm25 ranking = new Bm25(10, 4, frequencies);
        double river = Math.log(1 + 8.5 / 2.5);
        double bridge = Math.log(2);
        assertThat(Bm25.inverseFrequency(10, 2)).isCloseTo(river, within(TINY));
        // A passage of average length: the norm is k1, so tf 1 gives 2.2 / 2.2 and tf 2 4.4 / 3.2.
        assertThat(ranking.score(Map.of("river", 1), 4)).isCloseTo(river, within(TINY));
        assertThat(ranking.score(Map.of("river", 2, "bridge", 1), 4))
                .isCloseTo(river * 1.375 + bridge, within(TINY));
        // Twice as long: 1.2 · (0.25 + 0.75 · 2) = 2.1.
        assertThat(ranking.score(Map.of("bridge", 1), 8))
                .isCloseTo(bridge * 2.2 / 3.1, within(TINY));
        assertThat(ranking.score(Map.of(), 4)).isZero();
    }

    @Test
    void coverageIsTheShareOfTheWeight() {
        Map<String, Long> frequencies = new LinkedHashMap<>();
        frequencies.put("common", 10L);
        frequencies.put("unseen", 0L);
        Bm25 ranking = new Bm25(10, 4, frequencies);
        double common = Math.log(1 + 0.5 / 10.5);
        double unseen = Math.log(1 + 10.5 / 0.5);
        assertThat(ranking.coverage(Map.of("common", 3)))
                .isCloseTo(common / (common + unseen), within(TINY));
        assertThat(ranking.coverage(Map.of())).isZero();
        assertThat(ranking.terms()).containsExactly("common", "unseen");
    }
}
