package dev.lockstep.inference.speech.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TermExtractorTest {
    @Test
    void namesAndTermsStaySmallAndCommonWordsGo() {
        assertThat(
                        TermExtractor.terms(
                                List.of(
                                        "What about the Kubernetes operator?",
                                        "• Flink 2.3 / state-backend, Kubernetes")))
                .containsExactly("Kubernetes", "operator", "Flink", "state-backend");
    }

    @Test
    void numbersAndEndlessWordsAreNoTerms() {
        assertThat(TermExtractor.terms(List.of("2026 1234567", "x".repeat(31), "Ångström")))
                .containsExactly("Ångström");
    }
}
