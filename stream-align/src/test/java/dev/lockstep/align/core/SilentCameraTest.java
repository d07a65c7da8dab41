package dev.lockstep.align.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.align.Arrival;
import dev.lockstep.align.Confs;
import dev.lockstep.align.Items;
import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.flow.StreamItem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Sound without interruption and a camera that nothing comes from for 10 s: with our aligner and
 * with what Flink offers for it.
 */
class SilentCameraTest {
    private static final long START_MS = Items.START_US / 1000;
    private static final int SILENT_FROM_MS = 5_000;
    private static final int SILENT_TO_MS = 15_000;
    private static final int LENGTH_MS = 25_000;
    private static final Duration UNTIL = Duration.ofSeconds(26);
    private static final long MAX_WAIT_MS = 3_000;

    /** The camera passed 5 s, so it lags at 8 s; the first window without it ends at 5.5 s. */
    private static final long LONGEST_MS = 2_500;

    /** The camera makes no frames for 10 s. */
    private final List<Arrival> silent = arrivals(false);

    /** It makes them, and they all come after 10 s. */
    private final List<Arrival> stalled = arrivals(true);

    @Test
    void itDelaysOurWindowsByNoMoreThanMaxWait() {
        Map<Long, Long> firedAtMs = firedAtMs(new Driven(Confs.live(Map.of())), silent);
        assertThat(longestWaitMs(firedAtMs)).isEqualTo(LONGEST_MS).isLessThan(MAX_WAIT_MS);
        // Once it is given up, nobody waits for it at all.
        assertThat(firedAtMs.get(8_500L)).isEqualTo(8_500);
        assertThat(firedAtMs.get(14_000L)).isEqualTo(14_000);
    }

    @Test
    void itHoldsFlinksWindowsUpUntilItIsIdle() throws Exception {
        FlinkWindows flink = new FlinkWindows(silent, Duration.ofSeconds(10), UNTIL);
        // The camera's watermark stays at 5 s until a frame comes or 10 s are over.
        assertThat(flink.firedAtMs.get(5_500L)).isGreaterThanOrEqualTo(SILENT_TO_MS);
        assertThat(longestWaitMs(flink.firedAtMs)).isGreaterThan(3 * MAX_WAIT_MS);
    }

    @Test
    void framesThatWereOnlyHeldUpReviseOurWindows() {
        Driven driven = new Driven(Confs.live(Map.of()));
        assertThat(longestWaitMs(firedAtMs(driven, stalled))).isEqualTo(LONGEST_MS);
        driven.finish();
        assertThat(driven.out.late).isEmpty();
        LedgerEntry video =
                driven.out.ledger.stream()
                        .filter(entry -> entry.getModality() == Modality.VIDEO)
                        .reduce((first, last) -> last)
                        .orElseThrow();
        assertThat(video.getRead()).isEqualTo(video.getMatched() + video.getLateRevised());
        assertThat(video.getLateRevised()).isPositive();
        AlignedWindow inTheStall = driven.out.settled.get(16);
        assertThat(inTheStall.getStartUs()).isEqualTo(Items.START_US + 8_000_000);
        assertThat(inTheStall.getMembers())
                .filteredOn(member -> member.getModality() == Modality.VIDEO)
                .hasSize(10);
    }

    @Test
    void withAShorterIdlenessFlinkLosesThoseFrames() throws Exception {
        FlinkWindows flink = new FlinkWindows(stalled, Duration.ofSeconds(1), UNTIL);
        assertThat(longestWaitMs(flink.firedAtMs)).isLessThanOrEqualTo(MAX_WAIT_MS);
        // Nearly all of the 50 frames of 10 s.
        assertThat(flink.lost).hasSizeGreaterThan(35);
        assertThat(flink.lost).allMatch(item -> item.modality() == Modality.VIDEO);
        // And with the longer one they are kept, but everything waits for them.
        FlinkWindows patient = new FlinkWindows(stalled, Duration.ofSeconds(10), UNTIL);
        assertThat(patient.lost).isEmpty();
        assertThat(longestWaitMs(patient.firedAtMs)).isGreaterThan(3 * MAX_WAIT_MS);
    }

    /** When each window fired, by its end, ms from the start. */
    private static Map<Long, Long> firedAtMs(Driven driven, List<Arrival> arrivals) {
        driven.feed(arrivals);
        Map<Long, Long> firedAtMs = new HashMap<>();
        for (AlignedWindow window : driven.out.windows) {
            long endMs = (window.getEndUs() - Items.START_US) / 1000;
            long atMs = (window.getTimes().getAlignedUs() - Items.START_US) / 1000;
            firedAtMs.putIfAbsent(endMs, atMs);
        }
        return firedAtMs;
    }

    private static long longestWaitMs(Map<Long, Long> firedAtMs) {
        assertThat(firedAtMs).containsKeys(5_500L, 10_000L, 20_000L);
        return firedAtMs.entrySet().stream()
                .filter(fired -> fired.getKey() <= LENGTH_MS - 1_000)
                .mapToLong(fired -> fired.getValue() - fired.getKey())
                .max()
                .orElseThrow();
    }

    private static List<Arrival> arrivals(boolean framesAreMade) {
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < LENGTH_MS / 100; i++) {
            arrivals.add(new Arrival(START_MS + 100L * (i + 1), first(i, Items.audio("s", i))));
        }
        int sequence = 0;
        for (int atMs = 0; atMs < LENGTH_MS; atMs += 200) {
            boolean inSilence = atMs > SILENT_FROM_MS && atMs < SILENT_TO_MS;
            if (!inSilence || framesAreMade) {
                long comesMs = inSilence ? SILENT_TO_MS : atMs;
                StreamItem frame = first(sequence, Items.video("s", sequence, atMs));
                arrivals.add(new Arrival(START_MS + comesMs, frame));
                sequence++;
            }
        }
        arrivals.sort(Comparator.comparingLong(Arrival::atMs));
        return arrivals;
    }

    private static StreamItem first(int sequence, StreamItem item) {
        return sequence == 0 ? Items.announcing(item, "audio-0", "video-0") : item;
    }
}
