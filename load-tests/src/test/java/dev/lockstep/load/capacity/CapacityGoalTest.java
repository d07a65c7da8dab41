package dev.lockstep.load.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.load.result.TrialResult;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CapacityGoalTest {
    @Test
    void aGoodTrialBreaksNothing() {
        assertThat(broken(2_999, 40, 30.0, 0, 0, 100)).isEmpty();
    }

    @Test
    void eachConditionIsTold() {
        assertThat(broken(3_100, 0, 30.0, 0, 0, 100))
                .containsExactly("final p95 3.10 s is above 3.00 s");
        assertThat(broken(900, 0, 30.0, 1, 1, 100))
                .containsExactly("1 sentences were never settled");
        assertThat(broken(900, 0, 30.0, 6, 0, 100))
                .containsExactly("6 of 100 sentences were missed");
        assertThat(broken(900, 900, 300.0, 0, 0, 100))
                .containsExactly("the lag grows by 900 ± 300 ms a minute");
        assertThat(broken(900, 0, 30.0, 0, 0, 3_500))
                .containsExactly("a chunk was taken 3.5 s late");
    }

    @Test
    void growthWithinNoiseIsNone() {
        assertThat(broken(900, 900, 890.0, 0, 0, 100)).isEmpty();
        assertThat(broken(900, 900, null, 0, 0, 100)).isEmpty();
    }

    private static List<String> broken(
            double p95,
            double slope,
            @Nullable Double margin,
            int missed,
            int unsettled,
            double late) {
        TrialResult.LagFigures lags = new TrialResult.LagFigures(500, p95, p95);
        return CapacityGoal.STANDARD.broken(
                new ScoredTrial(
                        new TrialResult(
                                "x",
                                4,
                                lags,
                                lags,
                                0.1,
                                500,
                                0.08,
                                slope,
                                100 - missed,
                                missed,
                                0.5,
                                late),
                        margin,
                        unsettled,
                        60_000,
                        List.of(),
                        List.of()));
    }
}
