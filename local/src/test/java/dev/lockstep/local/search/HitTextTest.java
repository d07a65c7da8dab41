package dev.lockstep.local.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.sink.search.SearchHit;
import java.util.List;
import org.junit.jupiter.api.Test;

class HitTextTest {
    private static final SearchHit HIT =
            new SearchHit(
                    "talk",
                    "a",
                    "speech",
                    1_000,
                    2_000,
                    0,
                    "Hopes, and no hop.",
                    1,
                    List.of("words"));

    @Test
    void wordsOfTheQueryAreEmphasisedOnATerminal() {
        try (HitText styled = new HitText("the hope", true);
                HitText plain = new HitText("the hope", false)) {
            assertThat(styled.lines(List.of(HIT)))
                    .containsExactly("   0:01.0  speech  \u001b[1mHopes,\u001b[0m and no hop.");
            assertThat(plain.lines(List.of(HIT)))
                    .containsExactly("   0:01.0  speech  Hopes, and no hop.");
        }
    }
}
