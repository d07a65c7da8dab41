package dev.lockstep.load.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;

class SpreadTest {
    @Test
    void isTheMiddleAndTheEnds() {
        assertThat(Spread.of(List.of(3.0, 1.0, 9.0)))
                .isEqualTo(new Spread(3, 1, 9, List.of(3.0, 1.0, 9.0)));
        assertThat(Spread.of(List.of(4.0, 1.0, 3.0, 2.0)))
                .isEqualTo(new Spread(2, 1, 4, List.of(4.0, 1.0, 3.0, 2.0)));
    }

    @Test
    void nothingMeasuredIsNoFigure() {
        assertThatThrownBy(() -> Spread.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
