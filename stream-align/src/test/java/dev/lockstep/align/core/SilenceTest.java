package dev.lockstep.align.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.align.Confs;
import dev.lockstep.align.Items;
import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.avro.ModalityStatus;
import dev.lockstep.schema.flow.SpeechMark;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * A live stream in which somebody speaks when all sources fall silent, for longer than windows are
 * waited for. That the speech is over, and so its words, is known when there is sound again.
 */
class SilenceTest {
    private static final long START_MS = Items.START_US / 1000;
    private static final int SPOKEN_FROM_MS = 4_400;
    private static final int SILENT_FROM_MS = 5_000;
    private static final int SILENT_TO_MS = 25_000;
    private static final int LENGTH_MS = 45_000;

    /** Lead at which the window that ends with the silence is given up: 3 s, and 15 s more. */
    private static final long LONGEST_MS = SILENT_TO_MS + 18_000;

    @Test
    void itsLastWordsAreInTheirWindowsWhenItGoesOn() {
        Driven driven = talk(Map.of(), true);
        assertThat(driven.out.late).isEmpty();
        assertThat(indices(driven))
                .startsWith(LongStream.range(0, 60).boxed().toArray(Long[]::new));
        assertThatWordsAreComplete(driven.out.settled.get(6));
        assertThatWordsAreComplete(driven.out.settled.get(9));
    }

    @Test
    void soTheyAreWhereTheGridWentOnBehindTheSilence() {
        Driven driven = talk(Map.of("align.max-gap", "10s"), true);
        assertThat(driven.out.late).isEmpty();
        assertThat(indices(driven)).startsWith(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 50L, 51L);
        assertThatWordsAreComplete(driven.out.settled.get(6));
        assertThatWordsAreComplete(driven.out.settled.get(9));
    }

    @Test
    void wordsThatNeverComeAreWaitedForAsLongAsEver() {
        Driven driven = talk(Map.of(), false);
        AlignedWindow last = driven.out.settled.get(6);
        assertThat(last.getEndUs()).isEqualTo(Items.START_US + SILENT_FROM_MS * 1000L);
        assertThat(last.getTimes().getAlignedUs()).isEqualTo((START_MS + LONGEST_MS) * 1000);
        assertThat(sound(last).getReason()).isEqualTo("speech-not-yet");
    }

    @Test
    void nothingBehindTheSilenceWaitsForThem() {
        Driven driven = talk(Map.of("align.max-gap", "10s"), false);
        AlignedWindow last = driven.out.settled.get(6);
        assertThat(last.getTimes().getAlignedUs()).isEqualTo((START_MS + LONGEST_MS) * 1000);
        AlignedWindow behind =
                driven.out.windows.stream()
                        .filter(window -> window.getIndex() == 50)
                        .findFirst()
                        .orElseThrow();
        assertThat(behind.getEndUs()).isEqualTo(Items.START_US + 27_000_000);
        assertThat(behind.getTimes().getAlignedUs()).isEqualTo(behind.getEndUs());
    }

    /**
     * Sound and pictures come as they are made; the words, if they do, 900 ms after the silence.
     */
    private static Driven talk(Map<String, String> settings, boolean words) {
        Driven driven = new Driven(Confs.live(settings));
        int frame = 0;
        for (int atMs = 0; atMs < LENGTH_MS; atMs += 100) {
            if (atMs < SILENT_FROM_MS || atMs >= SILENT_TO_MS) {
                if (atMs % 200 == 0) {
                    driven.feed(Items.video("s", frame, atMs), START_MS + atMs);
                    frame++;
                }
                driven.feed(Items.audio("s", atMs / 100, mark(atMs)), START_MS + atMs + 100);
            }
            if (words && atMs == SILENT_TO_MS + 800) {
                driven.feed(
                        Items.spoken("s", 0, true, SPOKEN_FROM_MS, "it", "was"),
                        START_MS + atMs + 100);
            }
        }
        return driven;
    }

    /** The segmenter takes what was said before the silence as over once it hears what follows. */
    private static SpeechMark mark(int atMs) {
        long searchedMs = atMs + 100L;
        return atMs < SILENT_FROM_MS
                ? new SpeechMark(0, Items.START_US + Math.min(searchedMs, SPOKEN_FROM_MS) * 1000)
                : new SpeechMark(1, Items.START_US + searchedMs * 1000);
    }

    private static List<Long> indices(Driven driven) {
        driven.finish();
        return driven.out.settled.stream().map(AlignedWindow::getIndex).toList();
    }

    private static void assertThatWordsAreComplete(AlignedWindow window) {
        assertThat(window.getMembers()).extracting(member -> member.getText()).contains("it was");
        assertThat(sound(window).getReason()).isNotEqualTo("speech-not-yet");
    }

    private static ModalityStatus sound(AlignedWindow window) {
        return window.getModalities().stream()
                .filter(status -> status.getModality() == Modality.AUDIO)
                .findFirst()
                .orElseThrow();
    }
}
