package dev.lockstep.load.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;

class CapacitySearchTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 9, 17, 23, 40})
    void theHighestNumberIsFound(int capacity) throws Exception {
        CapacitySearch.Found found = search(new SimulatedSystem(capacity + 0.3, 0, 1), 4, 64);
        assertThat(found.streams()).isEqualTo(capacity);
        assertThat(passes(found, capacity)).isGreaterThanOrEqualTo(2);
    }

    @Test
    void oneMishapDoesNotEndTheSearch() throws Exception {
        List<Integer> found = new ArrayList<>();
        for (int seed = 0; seed < 30; seed++) {
            found.add(search(new SimulatedSystem(17.3, 0.15, seed), 4, 64).streams());
        }
        assertThat(found).allMatch(streams -> streams <= 17);
        assertThat(found.stream().filter(streams -> streams >= 15)).hasSizeGreaterThan(20);
    }

    @Test
    void aSystemThatHoldsNothingHoldsNone() throws Exception {
        CapacitySearch.Found found = search(new SimulatedSystem(0.4, 0, 1), 8, 64);
        assertThat(found.streams()).isZero();
        assertThat(found.trials()).extracting(t -> t.figures().streams()).contains(1);
    }

    @Test
    void nobodyLooksAboveTheMost() throws Exception {
        CapacitySearch.Found found = search(new SimulatedSystem(1_000, 0, 1), 5, 24);
        assertThat(found.streams()).isEqualTo(24);
        assertThat(found.trials()).allMatch(t -> t.figures().streams() <= 24);
    }

    @Test
    void aNumberThatDoesNotHoldAgainIsNotFound() throws Exception {
        // The second trial with 6 fails, and every other number above 5.
        int[] sixes = {0};
        TrialRunner runner =
                streams ->
                        new SimulatedSystem(streams == 6 && sixes[0]++ == 0 ? 100 : 5.3, 0, streams)
                                .run(streams);
        CapacitySearch.Found found =
                new CapacitySearch(CapacityGoal.STANDARD, runner, 6, 7, (t, b) -> {}).run();
        assertThat(found.streams()).isEqualTo(5);
    }

    @Test
    void aSearchGoesUpwards() {
        assertThatThrownBy(() -> search(new SimulatedSystem(1, 0, 1), 8, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("8 to 4");
    }

    private static CapacitySearch.Found search(TrialRunner runner, int first, int most)
            throws Exception {
        return new CapacitySearch(CapacityGoal.STANDARD, runner, first, most, (t, b) -> {}).run();
    }

    private static long passes(CapacitySearch.Found found, int streams) {
        return found.trials().stream()
                .filter(trial -> trial.figures().streams() == streams)
                .filter(trial -> CapacityGoal.STANDARD.broken(trial).isEmpty())
                .count();
    }
}
