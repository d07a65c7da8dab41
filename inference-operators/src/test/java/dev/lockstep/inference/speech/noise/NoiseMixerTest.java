package dev.lockstep.inference.speech.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class NoiseMixerTest {
    private static final int RATE = 16_000;
    private final short[] tone = tone(440, 8_000);

    @Test
    void whiteNoiseHasTheRatioThatIsAskedFor() {
        for (double decibels : new double[] {20, 10, 5}) {
            short[] mixed = new NoiseMixer(1).white(tone, decibels);
            assertThat(ratio(tone, mixed)).isCloseTo(decibels, within(0.2));
        }
    }

    @Test
    void babbleHasTheRatioThatIsAskedFor() {
        List<short[]> voices = List.of(tone(200, 3_000), tone(300, 9_000), new short[RATE]);
        short[] mixed = new NoiseMixer(1).babble(tone, voices, 6, 10);
        assertThat(ratio(tone, mixed)).isCloseTo(10, within(0.1));
    }

    @Test
    void theSameSeedMixesAlikeAndAnotherDoesNot() {
        short[] mixed = new NoiseMixer(1).white(tone, 10);
        assertThat(new NoiseMixer(1).white(tone, 10)).isEqualTo(mixed);
        assertThat(new NoiseMixer(2).white(tone, 10)).isNotEqualTo(mixed);
    }

    @Test
    void silenceStaysSilentAndCannotBabble() {
        short[] silence = new short[100];
        assertThat(new NoiseMixer(1).white(silence, 10)).containsOnly((short) 0);
        assertThat(new NoiseMixer(1).white(new short[0], 10)).isEmpty();
        assertThatThrownBy(() -> new NoiseMixer(1).babble(tone, List.of(silence), 6, 10))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static double ratio(short[] clean, short[] mixed) {
        short[] noise = new short[clean.length];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (short) (mixed[i] - clean[i]);
        }
        return 10 * Math.log10(NoiseMixer.power(clean) / NoiseMixer.power(noise));
    }

    private static short[] tone(double hertz, double amplitude) {
        short[] samples = new short[RATE];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (amplitude * Math.sin(2 * Math.PI * hertz * i / RATE));
        }
        return samples;
    }
}
