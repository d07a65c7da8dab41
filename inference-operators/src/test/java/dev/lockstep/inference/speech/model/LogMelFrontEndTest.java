package dev.lockstep.inference.speech.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LogMelFrontEndTest {
    @Test
    void slaneysScaleHasItsKnownPoints() {
        assertThat(MelFilters.toMel(1_000)).isCloseTo(15, within(1e-9));
        assertThat(MelFilters.toMel(6_400)).isCloseTo(42, within(1e-9));
        assertThat(MelFilters.toHertz(MelFilters.toMel(3_333))).isCloseTo(3_333, within(1e-6));
    }

    @Test
    void aToneLiesInItsBandAndSilenceAtTheFloor() {
        short[] tone = new short[16_000];
        for (int i = 0; i < tone.length; i++) {
            tone[i] = (short) (10_000 * Math.sin(2 * Math.PI * 1_000 * i / 16_000));
        }
        FrontEnd frontEnd = new LogMelFrontEnd(80, 2);
        assertThat(frontEnd.shape(tone.length)).containsExactly(1, 80, 200);
        float[] values = new float[7 + 80 * 200];
        frontEnd.write(tone, FloatBuffer.wrap(values), 7);
        values = Arrays.copyOfRange(values, 7, values.length);
        int loudest = 0;
        for (int mel = 1; mel < 80; mel++) {
            if (values[mel * 200 + 50] > values[loudest * 200 + 50]) {
                loudest = mel;
            }
        }
        double step = MelFilters.toMel(8_000) / 81;
        assertThat(loudest).isEqualTo((int) Math.round(15 / step) - 1);
        float top = values[loudest * 200 + 50];
        assertThat(values[40 * 200 + 180])
                .as(
                        "silence is clamped to 8 decades below the maximum, a distance of 2 after scaling")
                .isCloseTo(top - 2, within(0.01f));
    }

    @Test
    void theWaveformIsScaledToOne() {
        FrontEnd frontEnd = FrontEnd.waveform();
        assertThat(frontEnd.shape(3)).containsExactly(1, 3);
        float[] values = new float[4];
        frontEnd.write(new short[] {0, 16_384, Short.MIN_VALUE}, FloatBuffer.wrap(values), 1);
        assertThat(values).containsExactly(0, 0, 0.5f, -1);
    }
}
