package dev.lockstep.inference.vision.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CtcDecoderTest {
    private static final List<String> CHARACTERS = List.of("a", "b", "中", "（", " ");
    private static final int CLASSES = 6;
    private final CtcDecoder decoder = new CtcDecoder(CHARACTERS);

    /** One step for each pair of class and probability; the space gets what is given. */
    private CtcDecoder.Line decode(int[] best, float[] probability, float[] space) {
        FloatBuffer steps = FloatBuffer.allocate(best.length * CLASSES);
        for (int i = 0; i < best.length; i++) {
            steps.put(i * CLASSES + CLASSES - 1, space[i]);
            steps.put(i * CLASSES + best[i], probability[i]);
        }
        return decoder.decode(steps, best.length);
    }

    private String text(int... best) {
        float[] sure = new float[best.length];
        java.util.Arrays.fill(sure, 0.9f);
        return decode(best, sure, new float[best.length]).text();
    }

    @Test
    void repetitionsAreOneAndBlanksAreNone() {
        assertThat(text(0, 1, 1, 0, 0, 1, 2, 2, 2, 0)).isEqualTo("aab");
        assertThat(text(0, 0, 0)).isEmpty();
        assertThat(text(5, 1, 5, 2, 5)).isEqualTo("a b");
    }

    @Test
    void theScoreIsTheMeanOfTheFirstStepOfEachCharacter() {
        CtcDecoder.Line line =
                decode(new int[] {1, 1, 0, 2}, new float[] {0.8f, 0.5f, 0.99f, 0.6f}, new float[4]);
        assertThat(line.text()).isEqualTo("ab");
        assertThat(line.score()).isCloseTo(0.7f, Offset.offset(1e-6f));
        assertThat(decode(new int[] {0}, new float[] {1}, new float[1]).score()).isZero();
    }

    @Test
    void aSpaceThatTheBlankOutdoesIsBelievedBetweenWordsOnly() {
        float[] sure = {0.9f, 0.9f, 0.9f};
        int[] best = {1, 0, 2};
        assertThat(decode(best, sure, new float[] {0, 0.05f, 0}).text()).isEqualTo("a b");
        assertThat(decode(best, sure, new float[] {0, 0.01f, 0}).text()).isEqualTo("ab");
        int[] wide = {3, 0, 2};
        assertThat(decode(wide, sure, new float[] {0, 0.05f, 0}).text()).isEqualTo("中b");
        // Not before the first character, and not twice.
        assertThat(decode(new int[] {0, 0, 2}, sure, new float[] {0.05f, 0.05f, 0}).text())
                .isEqualTo("b");
        int[] already = {1, 0, 5, 0, 2};
        assertThat(
                        decode(
                                        already,
                                        new float[] {0.9f, 0.9f, 0.9f, 0.9f, 0.9f},
                                        new float[] {0, 0.05f, 0.9f, 0.05f, 0})
                                .text())
                .isEqualTo("a b");
    }

    @Test
    void fullWidthFormsStayOnlyBesideWideCharacters() {
        assertThat(text(1, 4, 2)).isEqualTo("a(b");
        assertThat(text(3, 4, 2)).isEqualTo("中（b");
    }
}
