package dev.lockstep.local.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WordErrorsTest {
    @Test
    void countsEachKindOnce() {
        WordErrors errors =
                WordErrors.between(
                        "Ask not what your country can do for you",
                        "ask knot what your country really can do for");
        assertThat(errors).isEqualTo(new WordErrors(1, 1, 1, 9));
        assertThat(errors.rate()).isCloseTo(3.0 / 9, within(1e-12));
    }

    @Test
    void waysOfWritingANumberAreOne() {
        assertThat(
                        WordErrors.between(
                                "It is 42, in 1961.", "it is forty-two in nineteen sixty one"))
                .isEqualTo(new WordErrors(0, 0, 0, 8));
    }

    @Test
    void nothingWrittenIsAllDeleted() {
        assertThat(WordErrors.between("two words", "").rate()).isEqualTo(1.0);
    }

    @Test
    void nothingSaidHasNoRate() {
        WordErrors errors = WordErrors.between("...", "invented words");
        assertThat(errors.insertions()).isEqualTo(2);
        assertThatThrownBy(errors::rate).isInstanceOf(IllegalStateException.class);
    }
}
