package dev.lockstep.inference.speech.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenTermsTest {
    private static final long SECOND = 1_000_000;

    private final ScreenTerms terms = new ScreenTerms();

    @Test
    void aTermHelpsFromWhenItIsSeenUntilTheHorizonIsOver() {
        terms.add(List.of("Kafka"), 10 * SECOND, 100);
        terms.add(List.of("Kafka"), 20 * SECOND, 100);

        assertThat(terms.at(9 * SECOND, 5 * SECOND)).isEmpty();
        assertThat(terms.at(10 * SECOND, 5 * SECOND)).containsExactly("Kafka");
        assertThat(terms.at(25 * SECOND, 5 * SECOND)).containsExactly("Kafka");
        assertThat(terms.at(25 * SECOND + 1, 5 * SECOND)).isEmpty();
    }

    @Test
    void aFrameThatIsLaterThanTheSoundDoesNotHelpThoughItIsKnown() {
        terms.add(List.of("later"), 30 * SECOND, 100);
        terms.add(List.of("earlier"), 10 * SECOND, 100);

        assertThat(terms.at(20 * SECOND, 60 * SECOND)).containsExactly("earlier");
    }

    @Test
    void theTermsThatAreGoneForLongestAreForgottenFirst() {
        terms.add(List.of("a", "b"), 1 * SECOND, 3);
        terms.add(List.of("c"), 2 * SECOND, 3);
        terms.add(List.of("a"), 3 * SECOND, 3);
        terms.add(List.of("d"), 4 * SECOND, 3);

        assertThat(terms.at(5 * SECOND, 60 * SECOND)).containsExactly("d", "a", "c");
    }

    @Test
    void theOrderOfFramesDoesNotMatter() {
        ScreenTerms other = new ScreenTerms();
        terms.add(List.of("a"), 1 * SECOND, 100);
        terms.add(List.of("a", "b"), 2 * SECOND, 100);
        other.add(List.of("a", "b"), 2 * SECOND, 100);
        other.add(List.of("a"), 1 * SECOND, 100);

        for (long at = 0; at < 5 * SECOND; at += SECOND / 2) {
            assertThat(other.at(at, SECOND)).isEqualTo(terms.at(at, SECOND));
        }
    }

    @Test
    void bytesBringItBack() {
        terms.add(List.of("Größe", "b"), 1 * SECOND, 100);
        terms.add(List.of("b"), 5 * SECOND, 100);

        ScreenTerms back = ScreenTerms.fromBytes(terms.toBytes());

        assertThat(back.at(2 * SECOND, 2 * SECOND)).containsExactly("b", "Größe");
        assertThat(back.at(6 * SECOND, 2 * SECOND)).containsExactly("b");
        assertThatThrownBy(() -> ScreenTerms.fromBytes(new byte[] {9}))
                .hasMessageContaining("Unknown version");
        assertThatThrownBy(() -> ScreenTerms.fromBytes(new byte[] {1, 0, 0, 0, 1}))
                .hasMessageContaining("cut short");
    }
}
