package dev.lockstep.load.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.load.system.TrialPlan;
import dev.lockstep.load.system.TrialRecord;
import dev.lockstep.load.talk.ReferenceCue;
import dev.lockstep.load.talk.Shown;
import dev.lockstep.load.talk.StreamSound;
import dev.lockstep.load.talk.TalkStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrialScorerTest {
    private static final int SENTENCES = 30;

    @Test
    void lagsCountFromTheEndsOfSentencesAfterTheWarmUp() {
        // A sentence every 2 s, shown 100 ms and settled 600 ms after its end, 10 ms later each
        // time.
        List<ReferenceCue> cues = new ArrayList<>();
        List<Shown> shown = new ArrayList<>();
        for (int i = 0; i < SENTENCES; i++) {
            long endMs = 2_000L * i + 1_000;
            cues.add(new ReferenceCue(endMs - 900, endMs, "sentence number " + i));
            shown.add(new Shown(endMs + 100, i, "sentence number " + i, false));
            shown.add(new Shown(endMs + 600 + 10L * i, i, "Sentence number " + i + ".", true));
        }
        TalkStream stream = new TalkStream("a", StreamSound.of(new short[0]), cues, true);
        TrialPlan plan =
                new TrialPlan(
                        List.of(stream),
                        TrialPlan.CHUNK,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(50),
                        true);
        ScoredTrial trial =
                TrialScorer.of("x", plan, new TrialRecord(Map.of("a", shown), 5, 700, 3));
        assertThat(trial.figures().sentences()).isEqualTo(25);
        assertThat(trial.figures().missed()).isZero();
        assertThat(trial.figures().wer()).isZero();
        assertThat(trial.figures().firstLagMs())
                .satisfies(lags -> assertThat(lags.p50()).isEqualTo(100));
        assertThat(trial.figures().finalLagMs())
                .satisfies(lags -> assertThat(lags.p99()).isEqualTo(600 + 10 * 29));
        assertThat(trial.figures().cpuSecondsPerAudioSecond()).isEqualTo(0.1);
        assertThat(trial.figures().updatesPerSecond()).isEqualTo(0.5);
        assertThat(trial.figures().lagSlopeMsPerMinute()).isCloseTo(300, within(1e-6));
        assertThat(trial.slopeMarginMsPerMinute()).isCloseTo(0, within(1e-6));
    }

    @Test
    void aLineThatNeverSettlesIsMissedAndTold() {
        TalkStream stream =
                new TalkStream(
                        "a",
                        StreamSound.of(new short[0]),
                        List.of(new ReferenceCue(0, 900, "no matter")),
                        true);
        TrialPlan plan =
                new TrialPlan(
                        List.of(stream),
                        TrialPlan.CHUNK,
                        Duration.ZERO,
                        Duration.ofSeconds(5),
                        true);
        List<Shown> shown = List.of(new Shown(1_000, 0, "no matter", false));
        ScoredTrial trial =
                TrialScorer.of("x", plan, new TrialRecord(Map.of("a", shown), 5, 700, 3));
        assertThat(trial.unsettled()).isEqualTo(1);
        assertThat(trial.figures().missed()).isEqualTo(1);
        assertThat(trial.figures().finalLagMs()).isNull();
        assertThat(CapacityGoal.STANDARD.broken(trial)).contains("no sentence was settled");
    }
}
