package dev.lockstep.load.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LoopedClipTest {
    @Test
    void aSecondOfSilenceLiesBetweenRepeatsAndEachStreamBeginsElsewhere() {
        short[] clip = new short[16_000];
        Arrays.fill(clip, (short) 7);

        short[] whole = LoopedClip.of(clip, 4, 0);
        short[] later = LoopedClip.of(clip, 2, 0.5);

        assertThat(Arrays.copyOfRange(whole, 0, 16_000)).containsOnly(7);
        assertThat(Arrays.copyOfRange(whole, 16_000, 32_000)).containsOnly(0);
        assertThat(Arrays.copyOfRange(whole, 32_000, 48_000)).containsOnly(7);
        assertThat(Arrays.copyOfRange(later, 0, 16_000)).containsOnly(0);
        assertThat(Arrays.copyOfRange(later, 16_000, 32_000)).containsOnly(7);
    }
}
