package dev.lockstep.align.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.align.Collected;
import dev.lockstep.align.Confs;
import dev.lockstep.align.Items;
import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.avro.SourceStatus;
import dev.lockstep.schema.avro.WindowMember;
import dev.lockstep.schema.flow.ItemRole;
import dev.lockstep.schema.flow.StreamItem;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Random;

/** A camera whose clock is 300 ms behind the sound's and loses 100 µs a second more. */
class SkewInWindowsTest {
    private static final int SECONDS = 90;
    private static final double BEHIND_US = 300_000;
    private static final double DRIFT = 100e-6;

    private final Random random = new Random(7);

    @Test
    void everyWindowReportsTheSkewOfItsSources() {
        AlignedWindow last = lastWindow(Map.of());

        SourceStatus camera = status(last, "video-0");
        double truthUs = BEHIND_US + DRIFT * SECONDS * 1e6;
        assertThat((double) camera.getSkewUs()).isCloseTo(truthUs, within(5_000.0));
        assertThat(camera.getDriftPpm()).isCloseTo(100f, within(30f));
        assertThat(camera.getCorrected()).isFalse();
        assertThat(status(last, "audio-0").getSkewUs()).isZero();
    }

    @Test
    void eventTimesAreCorrectedWhereThatIsWanted() {
        AlignedWindow last = lastWindow(Map.of("align.correct-skew", "true"));

        assertThat(status(last, "video-0").getCorrected()).isTrue();
        // Frames were captured at whole fifths of a second of the sound's clock.
        List<WindowMember> frames =
                last.getMembers().stream().filter(m -> m.getModality() == Modality.VIDEO).toList();
        assertThat(frames).hasSize(10);
        for (WindowMember frame : frames) {
            long offUs = Math.floorMod(frame.getEventTimeUs() - Items.START_US + 100_000, 200_000L);
            assertThat(offUs - 100_000).isBetween(-5_000L, 5_000L);
        }
    }

    private AlignedWindow lastWindow(Map<String, String> settings) {
        StreamAligner aligner = new StreamAligner(Confs.live(settings));
        StreamState state = new StreamState();
        Collected out = new Collected();
        for (int i = 0; i < SECONDS * 10; i++) {
            long capturedUs = i * 100_000L;
            feed(
                    aligner,
                    state,
                    out,
                    "audio-0",
                    Modality.AUDIO,
                    i,
                    capturedUs,
                    capturedUs,
                    100_000);
            if (i % 2 == 0) {
                long stampUs = (long) (capturedUs - BEHIND_US - DRIFT * capturedUs);
                feed(aligner, state, out, "video-0", Modality.VIDEO, i / 2, stampUs, capturedUs, 0);
            }
        }
        return out.windows.get(out.windows.size() - 1);
    }

    private void feed(
            StreamAligner aligner,
            StreamState state,
            Collected out,
            String source,
            Modality modality,
            int sequence,
            long stampUs,
            long capturedUs,
            long durationUs) {
        // A producer sends a chunk when its last sample was captured.
        long ingestUs =
                capturedUs
                        + durationUs
                        + 2_000
                        + (long) (-8_000 * Math.log(1 - random.nextDouble()));
        aligner.accept(
                state,
                new StreamItem(
                        "talk",
                        source,
                        modality,
                        ItemRole.RECORD,
                        0,
                        sequence,
                        Items.START_US + stampUs,
                        durationUs,
                        Items.START_US,
                        Items.START_US + ingestUs,
                        false,
                        List.of(),
                        null,
                        null,
                        null),
                (Items.START_US + ingestUs) / 1000,
                out);
    }

    private static SourceStatus status(AlignedWindow window, String source) {
        return window.getSources().stream()
                .filter(s -> s.getSourceId().equals(source))
                .findFirst()
                .orElseThrow();
    }
}
