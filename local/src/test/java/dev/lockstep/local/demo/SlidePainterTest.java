package dev.lockstep.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlidePainterTest {
    private static final int PAPER = 0xfffaf8f2;

    @Test
    void theSentenceFillsTheMiddleAndLongOnesAreBroken() throws IOException {
        try (GlyphFont font = GlyphFont.liberationSans()) {
            SlidePainter painter = new SlidePainter(font);
            assertThat(ink(painter, "", 220, 320)).isZero();
            int one = ink(painter, "it was the age of wisdom,", 220, 320);
            assertThat(one).isGreaterThan(3000);
            assertThat(ink(painter, "it was the age of wisdom,", 320, 500)).isZero();
            assertThat(
                            ink(
                                    painter,
                                    "that some of its noisiest authorities insisted on its being"
                                            + " received,",
                                    330,
                                    400))
                    .isGreaterThan(3000);
        }
    }

    @Test
    void theClockMovesOn() throws IOException {
        assertThat(SlidePainter.clock(65_900_000)).isEqualTo("01:05");
    }

    @Test
    void widthsAddUp() throws IOException {
        try (GlyphFont font = GlyphFont.liberationSans()) {
            assertThat(font.width("ab", 40)).isEqualTo(font.width("a", 40) + font.width("b", 40));
            // Liberation Sans: 'a' is 1139 of 2048 units wide.
            assertThat(font.width("a", 2048)).isEqualTo(1139.0);
        }
    }

    @Test
    void slidesFollowTheScript() {
        DemoScript script =
                DemoScript.parse(
                        List.of(
                                "# comment",
                                "> a.wav\tFirst",
                                "1.0\t2.0\tone",
                                "3.0\t4.5\ttwo",
                                "> b.wav\tSecond",
                                "0.5\t1.0\tthree"));
        DemoTimeline timeline = DemoTimeline.of(script.clips(), List.of(5_000_000L, 2_000_000L));
        assertThat(timeline.durationUs()).isEqualTo(7_000_000 + 2 * DemoTimeline.PAUSE_US);
        assertThat(timeline.slideAt(0)).isEqualTo(new DemoTimeline.Slide("First", ""));
        assertThat(timeline.slideAt(2_500_000).sentence()).isEqualTo("one");
        assertThat(timeline.slideAt(6_000_000).sentence()).isEqualTo("two");
        assertThat(timeline.slideAt(6_500_000)).isEqualTo(new DemoTimeline.Slide("Second", ""));
        assertThat(timeline.slideAt(7_000_000).sentence()).isEqualTo("three");
        assertThat(script.referenceText()).isEqualTo("one two three");
    }

    @Test
    void theBuiltInScriptIsInOrder() {
        DemoScript script = DemoScript.standard();
        assertThat(script.clips()).hasSize(2);
        for (DemoScript.Clip clip : script.clips()) {
            long at = 0;
            for (DemoScript.Line line : clip.lines()) {
                assertThat(line.startUs()).isGreaterThanOrEqualTo(at);
                assertThat(line.endUs()).isGreaterThan(line.startUs());
                at = line.endUs();
            }
        }
        assertThat(script.referenceText())
                .startsWith("It was the best of times")
                .endsWith("Fail better.");
    }

    private static int ink(SlidePainter painter, String sentence, int fromY, int toY)
            throws IOException {
        BufferedImage image =
                painter.paint(new DemoTimeline.Slide("Title", sentence), 1_000_000, 10_000_000);
        int count = 0;
        for (int y = fromY; y < toY; y++) {
            for (int x = 40; x < SlidePainter.WIDTH; x++) {
                if (image.getRGB(x, y) != PAPER) {
                    count++;
                }
            }
        }
        return count;
    }
}
