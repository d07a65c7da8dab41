package dev.lockstep.align.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.align.buffer.SourceBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MatchPolicyTest {
    private static final long TOLERANCE = 50;

    /** Records 0: 100–120, 1: 200 (a point), 2: 300 (a point). */
    private final SourceBuffer records = new SourceBuffer();

    @BeforeEach
    void fill() {
        records.add(100, 20, 0, 0, null);
        records.add(200, 0, 0, 1, null);
        records.add(300, 0, 0, 2, null);
    }

    @ParameterizedTest
    @CsvSource({
        "NEAREST, 100, 0, 0",
        "NEAREST, 119, 0, 0",
        "NEAREST, 120, 0, 0",
        "NEAREST, 130, 0, -10",
        "NEAREST, 190, 1, 10",
        // As near to the end of the one as to the start of the other: the earlier.
        "NEAREST, 160, 0, -40",
        "NEAREST, 250, 1, -50",
        "NEAREST, 251, 2, 49",
        "NEAREST, 50, 0, 50",
        "NEAREST, 350, 2, -50",
        "BEFORE, 100, 0, 0",
        "BEFORE, 170, 0, -50",
        "BEFORE, 199, -1, 0",
        "BEFORE, 200, 1, 0",
        "BEFORE, 250, 1, -50",
        "BEFORE, 99, -1, 0",
        "EXACT, 100, 0, 0",
        "EXACT, 119, 0, 0",
        "EXACT, 121, -1, 0",
        "EXACT, 200, 1, 0",
        "EXACT, 201, -1, 0",
        "NEAREST, 49, -1, 0",
        "NEAREST, 351, -1, 0",
        "BIN, 900, 2, -600",
        "BIN, 0, 0, 100"
    })
    void findsTheRecordOfAnAnchor(MatchKind kind, long anchorUs, int at, long residualUs) {
        Match match = new MatchPolicy(kind, TOLERANCE).find(records, anchorUs);
        if (at < 0) {
            assertThat(match).isNull();
        } else {
            assertThat(match).isEqualTo(new Match(at, -1, 0, residualUs));
        }
    }

    @Test
    void interpolatesBetweenNeighboursThatAreBothNear() {
        MatchPolicy policy = new MatchPolicy(MatchKind.INTERPOLATED, 100);
        assertThat(find(policy, 250)).isEqualTo(new Match(1, 2, 0.5, 0));
        assertThat(find(policy, 225)).isEqualTo(new Match(1, 2, 0.25, 0));
        // From start to start, also from a record that lasts.
        assertThat(find(policy, 150)).isEqualTo(new Match(0, 1, 0.5, 0));
        assertThat(find(policy, 110)).isEqualTo(new Match(0, -1, 0, 0));
        assertThat(find(policy, 300)).isEqualTo(new Match(2, -1, 0, 0));
        assertThat(policy.find(records, 320)).isNull();
        assertThat(policy.find(records, 90)).isNull();
        MatchPolicy strict = new MatchPolicy(MatchKind.INTERPOLATED, 40);
        assertThat(strict.find(records, 250)).isNull();
        assertThat(strict.find(records, 230)).isNull();
    }

    @ParameterizedTest
    @EnumSource(MatchKind.class)
    void findsNothingWhereThereIsNothing(MatchKind kind) {
        assertThat(new MatchPolicy(kind, TOLERANCE).find(new SourceBuffer(), 100)).isNull();
    }

    @Test
    void saysHowFarOutsideAWindowItLooks() {
        assertThat(new MatchPolicy(MatchKind.BIN, TOLERANCE).reachUs()).isZero();
        assertThat(new MatchPolicy(MatchKind.NEAREST, TOLERANCE).reachUs()).isEqualTo(TOLERANCE);
        assertThat(new MatchPolicy(MatchKind.NEAREST, TOLERANCE).reachAfterUs())
                .isEqualTo(TOLERANCE);
        assertThat(new MatchPolicy(MatchKind.BEFORE, TOLERANCE).reachUs()).isEqualTo(TOLERANCE);
        assertThat(new MatchPolicy(MatchKind.BEFORE, TOLERANCE).reachAfterUs()).isZero();
    }

    private Match find(MatchPolicy policy, long anchorUs) {
        @Nullable Match match = policy.find(records, anchorUs);
        return Objects.requireNonNull(match);
    }
}
