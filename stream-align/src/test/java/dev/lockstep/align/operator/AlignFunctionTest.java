package dev.lockstep.align.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.align.Arrival;
import dev.lockstep.align.Confs;
import dev.lockstep.align.Items;
import dev.lockstep.align.Scenario;
import dev.lockstep.align.canonical.CanonicalWindow;
import dev.lockstep.align.config.AlignConf;
import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.schema.avro.Modality;
import dev.lockstep.schema.flow.ItemRole;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlignFunctionTest {
    private static final long START_MS = Items.START_US / 1000;
    private static final int STREAMS = 7;
    private static final Map<String, String> SETTINGS =
            Map.of(
                    "align.max-wait", "1s",
                    "align.allowed-lateness", "4s",
                    "align.idle-timeout", "7s",
                    "align.ledger-interval", "3s",
                    "align.state-retention", "1min");

    @ParameterizedTest
    @ValueSource(strings = {"live", "replay"})
    void restoredAndRescaledInMidWindowItSettlesTheSameWindows(String mode) throws Exception {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("align.mode", mode);
        AlignConf conf = Confs.live(settings);
        List<Arrival> arrivals = streams();
        Fleet undisturbed = new Fleet(conf, 1);
        Fleet rescaled = new Fleet(conf, 1);
        try (undisturbed;
                rescaled) {
            undisturbed.feed(arrivals);
            undisturbed.waitUntil(START_MS + 200_000);

            int quarter = arrivals.size() / 4;
            rescaled.feed(arrivals.subList(0, quarter));
            rescaled.restart(2);
            rescaled.feed(arrivals.subList(quarter, 2 * quarter));
            rescaled.restart(3);
            rescaled.feed(arrivals.subList(2 * quarter, 3 * quarter));
            rescaled.restart(1);
            rescaled.feed(arrivals.subList(3 * quarter, arrivals.size()));
            rescaled.waitUntil(START_MS + 200_000);
            assertThat(rescaled.stateEntries()).isZero();
        }

        assertThat(canonical(rescaled.settled)).isEqualTo(canonical(undisturbed.settled));
        assertThat(canonical(rescaled.settled)).hasSize(STREAMS);
        // As many as keys: none twice.
        assertThat(rescaled.settled).hasSize(undisturbed.settled.size());
        assertThat(rescaled.windows).hasSameSizeAs(undisturbed.windows);
        assertThat(last(rescaled.ledger)).isEqualTo(last(undisturbed.ledger));
        Map<String, Long> fed = new HashMap<>();
        for (Arrival arrival : arrivals) {
            if (arrival.item().role() != ItemRole.SPOKEN) {
                String source = arrival.item().streamId() + "/" + arrival.item().sourceId();
                fed.merge(source, 1L, Long::sum);
            }
        }
        Map<String, Long> read = new HashMap<>();
        last(rescaled.ledger).forEach((source, entry) -> read.put(source, entry.getRead()));
        assertThat(read).isEqualTo(fed);
    }

    @Test
    void aTimerThatStoodBeforeARestoreGoesOffAfterIt() throws Exception {
        AlignConf conf = Confs.live(Map.of("align.max-wait", "3s", "align.idle-timeout", "7s"));
        try (Fleet fleet = new Fleet(conf, 1)) {
            List<Arrival> arrivals = new ArrayList<>();
            arrivals.add(at(0, Items.announcing(Items.video("s", 0, 0), "video-0", "audio-0")));
            for (int i = 0; i < 21; i++) {
                arrivals.add(at(100 * (i + 1), Items.audio("s", i)));
            }
            fleet.feed(arrivals);
            // Sound passed the first window at 2 s, the camera is silent; nothing else comes.
            fleet.restart(2);
            fleet.waitUntil(START_MS + 4_999);
            assertThat(fleet.windows).isEmpty();
            fleet.waitUntil(START_MS + 5_000);
            assertThat(fleet.windows).hasSize(1);
            assertThat(fleet.windows.get(0).getFireReason()).isEqualTo("deadline");
            fleet.waitUntil(START_MS + 9_100);
            assertThat(fleet.settled).hasSize(5);
            assertThat(fleet.windows)
                    .last()
                    .extracting(AlignedWindow::getFireReason)
                    .isEqualTo("idle");
        }
    }

    @Test
    void theStateOfAStreamIsDroppedAfterRetention() throws Exception {
        try (Fleet fleet = new Fleet(Confs.live(SETTINGS), 1)) {
            fleet.feed(List.of(at(100, Items.audio("s", 0)), at(150, Items.audio("s", 0))));
            fleet.waitUntil(START_MS + 60_149);
            assertThat(fleet.stateEntries()).isPositive();
            fleet.waitUntil(START_MS + 60_150);
            assertThat(fleet.stateEntries()).isZero();
            assertThat(fleet.timers()).isZero();
            LedgerEntry last = fleet.ledger.get(fleet.ledger.size() - 1);
            assertThat(last.getRead()).isEqualTo(2);
            assertThat(last.getDuplicate()).isEqualTo(1);
            // Nothing is known of it any more: it begins anew.
            fleet.feed(List.of(at(60_200, Items.audio("s", 0))));
            fleet.waitUntil(START_MS + 200_000);
            assertThat(fleet.ledger.get(fleet.ledger.size() - 1).getRead()).isEqualTo(1);
        }
    }

    @Test
    void aReplayHasNoTimersButThatOfItsRetention() throws Exception {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("align.mode", "replay");
        try (Fleet fleet = new Fleet(Confs.live(settings), 1)) {
            fleet.feed(List.of(at(0, Items.audio("s", 0)), at(40_000, Items.audio("s", 1))));
            assertThat(fleet.timers()).isEqualTo(1);
            fleet.waitUntil(START_MS + 99_999);
            assertThat(fleet.windows).isEmpty();
            fleet.waitUntil(START_MS + 100_000);
            assertThat(fleet.windows).hasSize(1);
            assertThat(fleet.settled).hasSize(1);
            assertThat(fleet.stateEntries()).isZero();
        }
    }

    @Test
    void whatIsRefusedOrTooLateIsADeadLetterThatSaysWhy() throws Exception {
        try (Fleet fleet = new Fleet(Confs.live(SETTINGS), 1)) {
            List<Arrival> arrivals = new ArrayList<>();
            for (int i = 1; i < 100; i++) {
                arrivals.add(at(100 * i, Items.audio("s", i)));
            }
            arrivals.add(at(9_950, Items.audio("s", 0)));
            arrivals.add(at(9_960, Items.video("s", 0, 7_200_000)));
            fleet.feed(arrivals);
            assertThat(fleet.letters)
                    .extracting(letter -> letter.getStage() + " " + letter.getFailureKind())
                    .containsExactly("align TOO_LATE", "clock INVALID_FIELD");
            assertThat(fleet.letters.get(0).getMessage())
                    .contains("audio-0", "align.allowed-lateness");
            assertThat(fleet.letters.get(1).getMessage()).contains("align.max-future");
        }
    }

    @Test
    void oneStreamThatIsBehindDelaysNoOther() throws Exception {
        List<String> streams = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            streams.add("stream-" + i);
        }
        Map<String, String> without = firedAt(streams.subList(1, 1_000), "");
        Map<String, String> with = firedAt(streams, streams.get(0));
        assertThat(with.remove(streams.get(0))).isNotNull();
        assertThat(without).hasSize(999);
        assertThat(with).isEqualTo(without);
        assertThat(without.values()).containsOnly(without.get("stream-1"));
        assertThat(without.get("stream-1")).startsWith("0@2000 1@2500 2@3000");
    }

    /** When each window of each stream came, by the step of the input. */
    private static Map<String, String> firedAt(List<String> streams, String behind)
            throws Exception {
        Map<String, String> fired = new TreeMap<>();
        try (Fleet fleet = new Fleet(Confs.live(Map.of()), 1)) {
            for (int step = 1; step <= 16; step++) {
                long nowMs = 250L * step;
                List<Arrival> arrivals = new ArrayList<>();
                for (String stream : streams) {
                    long lagMs = stream.equals(behind) ? 30_000 : 0;
                    long atMs = 100_000 + nowMs - 250 - lagMs;
                    arrivals.add(sound(nowMs, stream, step, atMs));
                    arrivals.add(frame(nowMs, stream, step, atMs + 250));
                }
                int before = fleet.windows.size();
                fleet.feed(arrivals);
                for (AlignedWindow window : fleet.windows.subList(before, fleet.windows.size())) {
                    fired.merge(
                            window.getStreamId(),
                            window.getIndex() + "@" + nowMs,
                            (a, b) -> a + " " + b);
                }
            }
        }
        return fired;
    }

    private static Arrival sound(long nowMs, String stream, int step, long atMs) {
        return at(
                100_000 + nowMs,
                Items.originAt(
                        Items.record(stream, "audio-0", Modality.AUDIO, step, atMs, 250, null),
                        firstMs(step, atMs)));
    }

    private static Arrival frame(long nowMs, String stream, int step, long atMs) {
        return at(
                100_000 + nowMs,
                Items.originAt(Items.video(stream, step, atMs), firstMs(step, atMs - 250)));
    }

    private static long firstMs(int step, long atMs) {
        return atMs - 250L * (step - 1);
    }

    private static List<Arrival> streams() {
        List<List<Arrival>> streams = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            streams.add(Scenario.of("stream-" + i, i).delayed(i, Scenario.BOUND_MS));
        }
        return Scenario.merged(streams);
    }

    private static Arrival at(long ms, dev.lockstep.schema.flow.StreamItem item) {
        return new Arrival(START_MS + ms, item);
    }

    private static Map<String, List<String>> canonical(List<AlignedWindow> settled) {
        Map<String, List<String>> windows = new TreeMap<>();
        for (AlignedWindow window : settled) {
            windows.computeIfAbsent(window.getStreamId(), stream -> new ArrayList<>())
                    .add(HexFormat.of().formatHex(CanonicalWindow.bytes(window)));
        }
        return windows;
    }

    private static Map<String, LedgerEntry> last(List<LedgerEntry> ledger) {
        Map<String, LedgerEntry> last = new TreeMap<>();
        ledger.forEach(entry -> last.put(entry.getStreamId() + "/" + entry.getSourceId(), entry));
        return last;
    }
}
