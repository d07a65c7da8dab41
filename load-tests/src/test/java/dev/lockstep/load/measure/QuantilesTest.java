package dev.lockstep.load.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

class QuantilesTest {
    @Test
    void areValuesByNearestRank() {
        List<Double> values =
                IntStream.rangeClosed(1, 100).mapToObj(i -> (double) (101 - i)).toList();
        Quantiles quantiles = Quantiles.of(values);
        assertThat(quantiles.at(0)).isEqualTo(1);
        assertThat(quantiles.at(0.5)).isEqualTo(50);
        assertThat(quantiles.at(0.95)).isEqualTo(95);
        assertThat(quantiles.at(0.951)).isEqualTo(96);
        assertThat(quantiles.at(1)).isEqualTo(100);
    }

    @Test
    void nothingMeasuredIsNoFigure() {
        assertThatThrownBy(() -> Quantiles.of(List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
