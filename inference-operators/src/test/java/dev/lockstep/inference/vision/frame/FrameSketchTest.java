package dev.lockstep.inference.vision.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.inference.vision.AnalyzerConf;
import dev.lockstep.inference.vision.Slides;
import java.awt.Color;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class FrameSketchTest {
    private static final double THRESHOLD = AnalyzerConf.defaults().changeThreshold();

    private static FrameSketch sketch(byte[] jpeg) throws InvalidFrameException {
        FrameSketch sketch = new FrameSketch();
        try (FrameDecoder decoder = new FrameDecoder(FrameLimits.of(4096))) {
            sketch.draw(decoder.decode(jpeg));
        }
        return sketch;
    }

    private static byte[] clock(String time, float quality) {
        return Slides.jpeg(
                Slides.slide(
                        1280,
                        720,
                        List.of(
                                new Slides.Line("A slide that stays for a while", 80, 200, 40),
                                new Slides.Line(time, 1150, 700, 14))),
                quality);
    }

    @Test
    void oneDigitOfSmallTextIsAChangeAndAnotherEncodingIsNot() throws Exception {
        FrameSketch first = sketch(clock("12:34:51", 0.9f));
        assertThat(first.difference(sketch(clock("12:34:52", 0.9f)))).isGreaterThan(THRESHOLD);
        assertThat(first.difference(sketch(clock("12:34:51", 0.5f)))).isLessThan(THRESHOLD);
        assertThat(first.difference(first)).isZero();
    }

    @Test
    void theDifferenceIsAShareOfTheRange() throws Exception {
        FrameSketch dark = sketch(Slides.jpeg(Slides.blank(200, 100, Color.BLACK)));
        FrameSketch light = sketch(Slides.jpeg(Slides.blank(200, 100, Color.WHITE)));
        FrameSketch grey = sketch(Slides.jpeg(Slides.blank(200, 100, new Color(51, 51, 51))));
        assertThat(dark.difference(light)).isCloseTo(1, Offset.offset(0.01));
        assertThat(grey.difference(dark)).isCloseTo(0.2, Offset.offset(0.01));
    }

    @Test
    void anotherSizeIsAChange() throws Exception {
        FrameSketch one = sketch(Slides.jpeg(Slides.blank(200, 100, Color.BLACK)));
        FrameSketch other = sketch(Slides.jpeg(Slides.blank(100, 200, Color.BLACK)));
        assertThat(one.difference(other)).isEqualTo(1);
        one.copyOf(other);
        assertThat(one.difference(other)).isZero();
        assertThat(new FrameSketch().isEmpty()).isTrue();
        assertThat(one.isEmpty()).isFalse();
    }

    @Test
    void onePictureAfterAnotherOfAnySizeIsDrawn() throws Exception {
        FrameSketch again = new FrameSketch();
        try (FrameDecoder decoder = new FrameDecoder(FrameLimits.of(4096))) {
            for (int[] size :
                    new int[][] {{90, 200}, {200, 90}, {16, 16}, {1920, 1080}, {90, 200}}) {
                byte[] jpeg = Slides.jpeg(Slides.blank(size[0], size[1], new Color(90, 90, 90)));
                again.draw(decoder.decode(jpeg));
                assertThat(again.difference(sketch(jpeg))).isZero();
            }
        }
    }
}
