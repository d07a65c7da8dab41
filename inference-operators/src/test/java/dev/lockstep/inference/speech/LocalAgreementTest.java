package dev.lockstep.inference.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LocalAgreementTest {
    @Test
    void theLastCommonWordIsNotYetComplete() {
        assertThat(LocalAgreement.agreedWords(List.of("it", "was"), List.of("it", "was", "the")))
                .isEqualTo(1);
        assertThat(
                        LocalAgreement.agreedWords(
                                List.of("it", "was", "a"), List.of("it", "was", "the")))
                .isEqualTo(2);
        assertThat(LocalAgreement.agreedWords(List.of(), List.of("it"))).isZero();
        assertThat(LocalAgreement.agreedWords(List.of("it"), List.of("at"))).isZero();
    }

    @Test
    void aSureWordIsCommittedSoonerThanADoubtfulOne() {
        List<String> before = List.of("one", "two", "three");
        List<RecognizedWord> now =
                List.of(word("one", 400, 1), word("two", 800, 0.6f), word("three", 1_200, 1));
        assertThat(LocalAgreement.stableWords(before, now, 650_000)).isZero();
        assertThat(LocalAgreement.stableWords(before, now, 700_000)).isEqualTo(1);
        assertThat(LocalAgreement.stableWords(before, now, 2_500_000)).isEqualTo(1);
        assertThat(LocalAgreement.stableWords(before, now, 2_600_000)).isEqualTo(2);
    }

    private static RecognizedWord word(String text, long endMs, float confidence) {
        return new RecognizedWord(text, 0, endMs * 1_000, confidence);
    }
}
