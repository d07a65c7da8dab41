package dev.lockstep.inference.speech.recognize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WordAlignerTest {
    private final WordAligner aligner = new WordAligner();

    /** Noise at a level, ms long. */
    private static short[] noise(int ms, int level, Random random) {
        short[] samples = new short[ms * 16];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (random.nextGaussian() * level);
        }
        return samples;
    }

    @Test
    void findsWordsBetweenPauses() {
        Random random = new Random(7);
        short[] sound = new short[16 * 3_000];
        int at = 0;
        int[] lengths = {300, 400, 250, 300, 600, 350, 800};
        for (int i = 0; i < lengths.length; i++) {
            short[] part = noise(lengths[i], i % 2 == 0 ? 10 : 3_000, random);
            System.arraycopy(part, 0, sound, at, part.length);
            at += part.length;
        }
        List<WordAligner.Span> spans = aligner.align(List.of("Ready,", "steady.", "Go!"), sound);
        int[] starts = {300, 950, 1_850};
        int[] ends = {700, 1_250, 2_200};
        for (int i = 0; i < 3; i++) {
            assertThat(spans.get(i).startSample() / 16).isCloseTo(starts[i], within(80));
            assertThat(spans.get(i).endSample() / 16).isCloseTo(ends[i], within(80));
        }
    }

    @Test
    void longWordsGetMoreOfAnUnbrokenSound() {
        short[] sound = noise(2_000, 2_000, new Random(1));
        List<WordAligner.Span> spans = aligner.align(List.of("a", "transcontinental", "go"), sound);
        int middle = spans.get(1).endSample() - spans.get(1).startSample();
        int rest =
                spans.get(0).endSample()
                        - spans.get(0).startSample()
                        + spans.get(2).endSample()
                        - spans.get(2).startSample();
        assertThat(middle).isGreaterThan(2 * rest);
    }

    @Test
    void spansAreInOrderAndInsideTheSoundHoweverFewFramesThereAre() {
        for (int ms : new int[] {20, 60, 200, 1_000}) {
            short[] sound = noise(ms, 500, new Random(ms));
            List<WordAligner.Span> spans =
                    aligner.align(List.of("five", "words", "in", "little", "time"), sound);
            int before = 0;
            for (WordAligner.Span span : spans) {
                assertThat(span.startSample()).isGreaterThanOrEqualTo(before);
                assertThat(span.endSample()).isGreaterThanOrEqualTo(span.startSample());
                before = span.endSample();
            }
            assertThat(before).isLessThanOrEqualTo(sound.length);
        }
    }
}
