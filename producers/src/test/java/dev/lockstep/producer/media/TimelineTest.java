package dev.lockstep.producer.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimelineTest {

    private static final long S = 1_000_000;

    @Test
    void theOriginIsZero() {
        Timeline line = new Timeline(2, 5 * S, true);
        assertThat(line.at(0, 5 * S, 20_000)).isEqualTo(new Timeline.Stamp(0, 0));
        assertThat(line.at(1, 5 * S + 40_000, 40_000)).isEqualTo(new Timeline.Stamp(0, 40_000));
        assertThat(line.endUs()).isEqualTo(80_000);
    }

    @Test
    void aNegativeStartIsZeroToo() {
        Timeline line = new Timeline(1, -40_000, false);
        assertThat(line.at(0, -40_000, 20_000).ptsUs()).isZero();
    }

    @Test
    void aJumpBackIsANewEpochWhereTheOldOneEnded() {
        Timeline line = new Timeline(1, 0, true);
        line.at(0, 100 * S, 0);
        Timeline jumped = new Timeline(1, 0, true);
        for (int i = 0; i < 10; i++) {
            jumped.at(0, i * S, S);
        }
        assertThat(jumped.at(0, 0, S)).isEqualTo(new Timeline.Stamp(1, 10 * S));
        assertThat(jumped.at(0, S, S)).isEqualTo(new Timeline.Stamp(1, 11 * S));
    }

    @Test
    void theOtherTrackStaysBeforeTheJumpUntilItJumpsItself() {
        Timeline line = new Timeline(2, 0, true);
        for (int i = 0; i <= 50; i++) {
            line.at(0, i * S, S);
            line.at(1, i * S, S);
        }
        assertThat(line.at(0, 0, S)).isEqualTo(new Timeline.Stamp(1, 51 * S));
        assertThat(line.at(1, 51 * S, S)).isEqualTo(new Timeline.Stamp(0, 51 * S));
        assertThat(line.at(1, S, S)).isEqualTo(new Timeline.Stamp(1, 52 * S));
        assertThat(line.at(0, S, S)).isEqualTo(new Timeline.Stamp(1, 52 * S));
    }

    @Test
    void aGapOfAMinuteIsPartOfARecordingButAJumpOfATransportStream() {
        Timeline recording = new Timeline(1, 0, false);
        recording.at(0, 0, S);
        assertThat(recording.at(0, 60 * S, S)).isEqualTo(new Timeline.Stamp(0, 60 * S));
        Timeline stream = new Timeline(1, 0, true);
        stream.at(0, 0, S);
        assertThat(stream.at(0, 60 * S, S)).isEqualTo(new Timeline.Stamp(1, S));
    }

    @Test
    void missingTimestampsFollowTheLast() {
        Timeline line = new Timeline(1, 0, false);
        assertThat(line.after(0, 20_000, 20_000).ptsUs()).isZero();
        assertThat(line.after(0, 20_000, 20_000).ptsUs()).isEqualTo(20_000);
        line.at(0, 100_000, 20_000);
        assertThat(line.after(0, 20_000, 20_000).ptsUs()).isEqualTo(120_000);
    }

    @Test
    void timeBasesHoldExtremeValues() {
        TimeBase base = new TimeBase(1, 90_000);
        assertThat(base.toMicros(90_000 * 3L + 45_000)).isEqualTo(3_500_000);
        assertThat(base.toMicros(-1)).isEqualTo(-12);
        assertThat(base.toMicros(Long.MAX_VALUE)).isEqualTo(1_000_000_000_000_000L);
        assertThat(base.fromMicros(3_500_000)).isEqualTo(315_000);
        assertThat(new TimeBase(1001, 30_000).toMicros(30_000)).isEqualTo(1_001_000_000);
    }

    @Test
    void soundKeepsStepWithItsTimestamps() {
        AudioTimeline sound = new AudioTimeline();
        Timeline.Stamp first = new Timeline.Stamp(0, 0);
        assertThat(sound.continues(first)).isFalse();
        assertThat(sound.join(first)).isEqualTo(new AudioTimeline.Join(0, 0, false));
        sound.consumed(48_000, 48_000);
        assertThat(sound.produced(16_000)).isZero();
        assertThat(sound.continues(new Timeline.Stamp(0, S + 25_000))).isTrue();
        assertThat(sound.continues(new Timeline.Stamp(0, S + 100_000))).isFalse();
        assertThat(sound.join(new Timeline.Stamp(0, S + 100_000)))
                .isEqualTo(new AudioTimeline.Join(1_600, 0, false));
        assertThat(sound.produced(1_600)).isEqualTo(S);
        assertThat(sound.join(new Timeline.Stamp(0, S)))
                .isEqualTo(new AudioTimeline.Join(0, 1_600, false));
        assertThat(sound.join(new Timeline.Stamp(0, 5 * S)))
                .isEqualTo(new AudioTimeline.Join(0, 0, true));
        assertThat(sound.produced(1)).isEqualTo(5 * S);
        assertThat(sound.continues(new Timeline.Stamp(1, 5 * S))).isFalse();
        assertThat(sound.join(new Timeline.Stamp(1, 5 * S)).discontinuity()).isTrue();
    }
}
