package dev.lockstep.align.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.align.Arrival;
import dev.lockstep.align.Confs;
import dev.lockstep.align.Items;
import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.avro.WindowMember;
import dev.lockstep.schema.flow.ItemContent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames at 25/s and sound in chunks of 100 ms that begin 37 ms later. */
class PairingTest {
    private static final long START_MS = Items.START_US / 1000;
    private static final int LENGTH_MS = 10_000;
    private static final int SOUND_FROM_MS = 37;
    private static final long FRAME_US = 40_000;

    @ParameterizedTest
    @ValueSource(strings = {"nearest", "before"})
    void everyChunkFindsAFrameWithinOneFrame(String policy) {
        List<WindowMember> frames = paired(run(policy, "audio"), "video-0");
        assertThat(frames).hasSizeGreaterThan(300);
        for (WindowMember frame : frames) {
            long errorUs = frame.getEventTimeUs() - frame.getAnchorTimeUs();
            assertThat(frame.getSkewUs()).isEqualTo(errorUs);
            if (policy.equals("nearest")) {
                assertThat(Math.abs(errorUs)).isLessThanOrEqualTo(FRAME_US / 2);
            } else {
                assertThat(errorUs).isBetween(-FRAME_US, 0L);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nearest", "before", "exact"})
    void everyFrameFindsTheChunkThatLastsOverIt(String policy) {
        List<WindowMember> chunks = paired(run(policy, "video"), "audio-0");
        assertThat(chunks).hasSizeGreaterThan(900);
        long fromUs = Items.START_US + SOUND_FROM_MS * 1000;
        long toUs = fromUs + (LENGTH_MS - 200) * 1000L;
        for (WindowMember chunk : chunks) {
            long insideUs = chunk.getAnchorTimeUs() - chunk.getEventTimeUs();
            if (chunk.getAnchorTimeUs() >= toUs) {
                // Behind the sound it is the last chunk, by how long ago that ended.
                assertThat(policy).isNotEqualTo("exact");
                assertThat(chunk.getSkewUs()).isEqualTo(toUs - chunk.getAnchorTimeUs());
            } else if (chunk.getAnchorTimeUs() >= fromUs) {
                assertThat(insideUs).isBetween(0L, 99_999L);
                assertThat(chunk.getSkewUs()).isZero();
            } else {
                // Before the sound began the nearest is the first chunk, less than a frame later.
                assertThat(policy).isEqualTo("nearest");
                assertThat(chunk.getSkewUs()).isEqualTo(-insideUs).isLessThan(FRAME_US);
            }
        }
    }

    @Test
    void interpolatedScoresAndEmbeddingsLieOnTheLine() {
        List<WindowMember> frames = paired(run("interpolated", "audio"), "video-0");
        assertThat(frames).hasSizeGreaterThan(300);
        for (WindowMember frame : frames) {
            double seconds = (frame.getAnchorTimeUs() - Items.START_US) / 1e6;
            assertThat(frame.getScore()).isCloseTo((float) truth(seconds), within(1e-6f));
            double angle = Math.atan2(frame.getEmbedding().get(1), frame.getEmbedding().get(0));
            assertThat(angle).isCloseTo(angle(seconds), within(1e-4));
            assertThat(frame.getEventTimeUs()).isEqualTo(frame.getAnchorTimeUs());
            boolean onAFrame = (frame.getAnchorTimeUs() - Items.START_US) % FRAME_US == 0;
            assertThat(frame.getInterpolated()).isEqualTo(!onAFrame);
            assertThat(frame.getLabels()).containsExactly(label(frame.getAnchorTimeUs()));
        }
    }

    private static double truth(double seconds) {
        return 0.05 + 0.09 * seconds;
    }

    private static double angle(double seconds) {
        return 0.1 * seconds;
    }

    /** Labels are held from the frame before. */
    private static String label(long atUs) {
        return "frame " + (atUs - Items.START_US) / FRAME_US;
    }

    private static Driven run(String policy, String anchor) {
        Driven driven =
                new Driven(
                        Confs.live(
                                Map.of(
                                        "align.mode",
                                        "replay",
                                        "align.policy",
                                        policy,
                                        "align.anchor",
                                        anchor,
                                        "align.tolerance",
                                        "100ms")));
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i * 40 < LENGTH_MS; i++) {
            double seconds = i * 0.04;
            ItemContent seen =
                    new ItemContent(
                            null,
                            List.of("frame " + i),
                            List.of(),
                            (float) truth(seconds),
                            new float[] {
                                (float) Math.cos(angle(seconds)), (float) Math.sin(angle(seconds))
                            });
            var frame = Items.record("s", "video-0", Modality.VIDEO, i, i * 40L, 0, seen);
            arrivals.add(
                    new Arrival(
                            START_MS + i * 40L,
                            i == 0 ? Items.announcing(frame, "audio-0", "video-0") : frame));
        }
        for (int i = 0; i * 100 < LENGTH_MS - 200; i++) {
            long atMs = SOUND_FROM_MS + i * 100L;
            var chunk = Items.record("s", "audio-0", Modality.AUDIO, i, atMs, 100, null);
            arrivals.add(new Arrival(START_MS + atMs + 100, chunk));
        }
        arrivals.sort(Comparator.comparingLong(Arrival::atMs));
        return driven.feed(arrivals).finish();
    }

    private static List<WindowMember> paired(Driven driven, String source) {
        return driven.out.settled.stream()
                .flatMap(window -> window.getMembers().stream())
                .filter(member -> member.getSourceId().equals(source))
                .filter(member -> member.getAnchorTimeUs() != null)
                .toList();
    }
}
