package dev.lockstep.producer.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.producer.media.MediaUnit;
import dev.lockstep.producer.media.MediaUnit.AudioSamples;
import dev.lockstep.producer.media.MediaUnit.Picture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandOverTest {

    @Test
    void chunksAreOfEqualLengthAndDoNotDrift() {
        List<AudioSamples> chunks = new ArrayList<>();
        AudioChunker chunker = new AudioChunker(100, chunks::add);
        short[] ramp = new short[341];
        for (int i = 0; i < 100; i++) {
            for (int k = 0; k < ramp.length; k++) {
                ramp[k] = (short) (i * ramp.length + k);
            }
            chunker.add(new AudioSamples(0, i * 21_312L, ramp.clone(), false));
        }
        chunker.finish();

        assertThat(chunks).hasSize(22);
        for (int i = 0; i < 22; i++) {
            assertThat(chunks.get(i).ptsUs()).isEqualTo(i * 100_000L);
            assertThat(chunks.get(i).pcm()[0]).isEqualTo((short) (i * 1_600));
        }
        assertThat(chunks.get(20).pcm()).hasSize(1_600);
        assertThat(chunks.get(21).pcm()).hasSize(34_100 - 21 * 1_600);
    }

    @Test
    void aDiscontinuityCutsTheChunkBeforeIt() {
        List<AudioSamples> chunks = new ArrayList<>();
        AudioChunker chunker = new AudioChunker(100, chunks::add);
        chunker.add(new AudioSamples(0, 0, new short[1_000], false));
        chunker.add(new AudioSamples(0, 9_000_000, new short[1_000], true));
        chunker.add(new AudioSamples(1, 9_062_500, new short[10], false));
        chunker.finish();

        assertThat(chunks)
                .extracting(AudioSamples::ptsUs)
                .containsExactly(0L, 9_000_000L, 9_062_500L);
        assertThat(chunks)
                .extracting(AudioSamples::discontinuity)
                .containsExactly(false, true, false);
        assertThat(chunks).extracting(AudioSamples::epoch).containsExactly(0, 0, 1);
    }

    @Test
    void looselyInterleavedTracksAreHandedOverInOrder() {
        DueQueue queue = new DueQueue(true);
        queue.add(picture(0));
        queue.add(picture(500_000));
        assertThat(queue.isSafe()).isFalse();
        List<Long> order = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            queue.add(new AudioSamples(0, i * 100_000L, new short[1_600], false));
            while (queue.isSafe()) {
                order.add(DueQueue.dueUs(java.util.Objects.requireNonNull(queue.peek())));
                queue.remove();
            }
        }
        assertThat(order)
                .containsExactly(0L, 100_000L, 200_000L, 300_000L, 400_000L, 500_000L, 500_000L);
    }

    @Test
    void aTrackThatEndsDoesNotHoldTheOtherForEver() {
        DueQueue queue = new DueQueue(true);
        queue.add(picture(0));
        queue.add(picture(DueQueue.LONGEST_US));
        assertThat(queue.isSafe()).isFalse();
        queue.add(picture(DueQueue.LONGEST_US + 1));
        assertThat(queue.isSafe()).isTrue();
    }

    @Test
    void aBurstAtTheStartOfALiveSourceDoesNotSpoilItsCaptureTimes() {
        CaptureAnchor anchor = new CaptureAnchor();
        long now = 10_000_000;
        // Two seconds of older pictures arrive within 100 ms, then one every 100 ms.
        int released = 0;
        for (int i = 0; i < 20; i++) {
            released += anchor.arrived(picture(i * 100_000L), now + i * 5_000L).size();
        }
        assertThat(released).isZero();
        for (int i = 20; i < 40; i++) {
            released +=
                    anchor.arrived(picture(i * 100_000L), now + 100_000 + (i - 19) * 100_000L)
                            .size();
        }
        assertThat(released).isEqualTo(40);
        assertThat(anchor.anchorUs()).isEqualTo(now + 95_000 - 1_900_000);
    }

    @Test
    void pacingIsReadAndShown() {
        assertThat(Pacing.parse("max").waits()).isFalse();
        assertThat(Pacing.parse("realtime"))
                .isEqualTo(Pacing.REALTIME)
                .isEqualTo(Pacing.parse("1"));
        assertThat(Pacing.parse("4").dueUs(1_000, 4_000)).isEqualTo(2_000);
        assertThat(List.of(Pacing.MAX, Pacing.REALTIME, new Pacing(4), new Pacing(2.5)))
                .allSatisfy(p -> assertThat(Pacing.parse(p.toString())).isEqualTo(p));
        for (String wrong : List.of("0", "-1", "fast", "NaN", "Infinity", "")) {
            assertThatThrownBy(() -> Pacing.parse(wrong))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static MediaUnit picture(long ptsUs) {
        return new Picture(0, ptsUs, new byte[0], 2, 2);
    }
}
