package dev.lockstep.inference.swap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EditDistanceTest {
    @Test
    void countsTheFewestEdits() {
        assertThat(EditDistance.between(letters("kitten"), letters("sitting"))).isEqualTo(3);
        assertThat(EditDistance.between(letters(""), letters("abc"))).isEqualTo(3);
        assertThat(EditDistance.between(letters("abc"), letters("ac"))).isEqualTo(1);
    }

    @Test
    void rateIsByTheLongerOne() {
        assertThat(EditDistance.rate(List.of(), List.of())).isZero();
        assertThat(EditDistance.rate(letters("ab"), letters("abcd"))).isEqualTo(0.5);
        assertThat(EditDistance.rate(letters("abcd"), letters("xy"))).isEqualTo(1);
    }

    private static List<Integer> letters(String text) {
        return text.chars().boxed().toList();
    }
}
