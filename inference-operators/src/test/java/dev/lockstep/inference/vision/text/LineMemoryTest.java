package dev.lockstep.inference.vision.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.inference.vision.Slides;
import dev.lockstep.inference.vision.frame.FrameDecoder;
import dev.lockstep.inference.vision.frame.FrameLimits;
import dev.lockstep.inference.vision.frame.InvalidFrameException;
import dev.lockstep.inference.vision.frame.Picture;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LineMemoryTest {
    private static final TextRegion PLACE = new TextRegion(90, 72, 330, 0, 0, 36);

    /** Found again a little beside, as detectors do. */
    private static final TextRegion NEARBY = new TextRegion(88, 73.5, 336, 0, 0, 34);

    private long sequence;
    private final LineMemory memory = new LineMemory();
    private final RegionSampler sampler = new RegionSampler();

    private static Picture picture(String text, float quality) {
        try (FrameDecoder decoder = new FrameDecoder(FrameLimits.of(4096))) {
            return decoder.decode(
                    Slides.jpeg(
                            Slides.slide(640, 360, List.of(new Slides.Line(text, 100, 100, 28))),
                            quality));
        } catch (InvalidFrameException e) {
            throw new IllegalStateException(e);
        }
    }

    private String keep(String text) {
        memory.begin(sequence++);
        return memory.keep(
                        picture(text, 0.9f), PLACE, sampler, new CtcDecoder.Line(text, 0.9f), true)
                .trackId();
    }

    @Test
    void knowsALineThatStays() {
        String track = keep("Order 4711 of 2026");
        memory.begin(sequence++);
        LineMemory.Known known =
                Objects.requireNonNull(
                        memory.find(picture("Order 4711 of 2026", 0.5f), NEARBY, sampler));
        assertThat(known.line().text()).isEqualTo("Order 4711 of 2026");
        assertThat(known.line().trackId()).isEqualTo(track);
        assertThat(known.legible()).isTrue();
    }

    @Test
    void knowsItOnceInAPictureOnly() {
        keep("Order 4711 of 2026");
        memory.begin(sequence++);
        Picture again = picture("Order 4711 of 2026", 0.9f);
        assertThat(memory.find(again, PLACE, sampler)).isNotNull();
        assertThat(memory.find(again, NEARBY, sampler)).isNull();
    }

    @Test
    void oneOtherLetterIsAnotherLine() {
        keep("Order 4711 of 2026");
        memory.begin(sequence++);
        for (String other :
                List.of(
                        "Order 4711 of 2025",
                        "Order 4711 of 2028",
                        "Order 4771 of 2026",
                        "0rder 4711 of 2026",
                        "Order 4711 of 2026.")) {
            assertThat(memory.find(picture(other, 0.9f), NEARBY, sampler)).as(other).isNull();
        }
        String second = keep("Order 4711 of 2025");
        assertThat(second).isEqualTo("text-2-0");
    }

    @Test
    void anotherPlaceIsAnotherLine() {
        keep("Order 4711 of 2026");
        memory.begin(sequence++);
        TextRegion below = new TextRegion(90, 92, 330, 0, 0, 36);
        assertThat(memory.find(picture("Order 4711 of 2026", 0.9f), below, sampler)).isNull();
    }

    @Test
    void forgetsWhatIsNotFoundForThreePictures() {
        keep("Order 4711 of 2026");
        Picture same = picture("Order 4711 of 2026", 0.9f);
        memory.begin(sequence++);
        memory.begin(sequence++);
        memory.begin(sequence++);
        assertThat(memory.find(same, PLACE, sampler)).isNotNull();
        memory.begin(sequence++);
        memory.begin(sequence++);
        memory.begin(sequence++);
        memory.begin(sequence++);
        assertThat(memory.find(same, PLACE, sampler)).isNull();
    }
}
