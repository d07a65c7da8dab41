package dev.lockstep.load.talk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class StreamSoundTest {
    @Property
    void samplesAreThoseOfTheRoundOverAndOverAndThenSilence(
            @ForAll @IntRange(min = 1, max = 20) int round,
            @ForAll @IntRange(max = 19) int from,
            @ForAll @IntRange(max = 100) int length,
            @ForAll @IntRange(max = 120) int silentFrom,
            @ForAll @IntRange(max = 100) int one,
            @ForAll @IntRange(max = 100) int other) {
        short[] samples = new short[round];
        for (int i = 0; i < round; i++) {
            samples[i] = (short) (i + 1);
        }
        StreamSound sound = new StreamSound(samples, from % round, length, silentFrom);
        int begin = Math.min(length, Math.min(one, other));
        int end = Math.min(length, Math.max(one, other));

        short[] copied = sound.samples(begin, end);

        assertThat(copied).hasSize(end - begin);
        for (int i = begin; i < end; i++) {
            int expected = i < silentFrom ? (from % round + i) % round + 1 : 0;
            assertThat(copied[i - begin]).isEqualTo((short) expected);
        }
    }

    @Example
    void hoursTakeNoMoreThanTheirRound() {
        long week = 7L * 24 * 3_600 * TalkStreams.RATE;
        StreamSound sound = new StreamSound(new short[] {1, 2, 3}, 1, week, week - 1);

        assertThat(sound.samples(week - 3, week)).containsExactly((short) 2, (short) 3, (short) 0);
        assertThat(sound.first(2).samples(0, 2)).containsExactly((short) 2, (short) 3);
        assertThat(sound.first(2).length()).isEqualTo(2);
        assertThat(sound.first(Long.MAX_VALUE)).isEqualTo(sound);
    }

    @Example
    void aRoundThatIsLeftOutCannotBePlayed() {
        assertThatThrownBy(() -> new StreamSound(new short[0], 3, 10, 10))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
