package dev.lockstep.align.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.align.Confs;
import dev.lockstep.align.Items;
import dev.lockstep.align.canonical.SettledDigest;
import dev.lockstep.align.config.AlignConf;
import dev.lockstep.align.window.FireReason;
import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.schema.flow.SpeechMark;
import dev.lockstep.schema.flow.StreamItem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is kept of a live stream: sound 10/s with words, pictures 2/s with labels, a chat. */
class StateSizeTest {
    private static final long START_MS = Items.START_US / 1000;
    private static final int HOURS = 10;
    private static final int CHUNKS_AN_HOUR = 36_000;
    private static final int UTTERANCE = 40;

    @Test
    void itStaysFlatOverTenHours() {
        AlignConf conf = Confs.live(Map.of());
        StreamAligner aligner = new StreamAligner(conf);
        StreamState state = new StreamState();
        Counting out = new Counting();
        List<Integer> bytes = new ArrayList<>();
        List<Integer> records = new ArrayList<>();
        for (int chunk = 0; chunk < HOURS * CHUNKS_AN_HOUR; chunk++) {
            for (StreamItem item : at(chunk)) {
                aligner.accept(state, item, START_MS + 100L * (chunk + 1), out);
            }
            if (chunk % CHUNKS_AN_HOUR >= CHUNKS_AN_HOUR - 1_000 && chunk % 10 == 0) {
                bytes.add(state.toBytes().length);
                records.add(state.waitingRecords());
            }
        }
        int firstHour = Collections.max(bytes.subList(0, 100));
        int lastHour = Collections.max(bytes.subList(bytes.size() - 100, bytes.size()));
        assertThat(lastHour).isLessThanOrEqualTo(firstHour + 64);
        assertThat(Collections.max(bytes)).isLessThan(20_000);
        // 15 s of lateness, a window and a slide: 10 + 2 a second, and a few texts.
        assertThat(Collections.max(records)).isLessThan(12 * 18 + 10);
        assertThat(out.settled).isEqualTo(HOURS * 7_200 - 34);
        assertThat(out.late).isZero();
        assertThat(out.digest.windows()).isEqualTo(out.settled);
    }

    private static List<StreamItem> at(int chunk) {
        List<StreamItem> items = new ArrayList<>(4);
        int utterance = chunk / UTTERANCE;
        int inside = chunk % UTTERANCE;
        // One utterance of 3 s in 4 s; known 300 ms after it ended, in words 400 ms later.
        boolean over = inside >= 33;
        long fromMs = over ? 100L * (chunk - 2) : 100L * (chunk - inside) + 100;
        SpeechMark mark =
                new SpeechMark(utterance + (over ? 1 : 0), Items.START_US + fromMs * 1000);
        StreamItem sound = Items.audio("s", chunk, mark);
        items.add(chunk == 0 ? Items.announcing(sound, "audio-0", "video-0", "chat") : sound);
        if (inside == 37) {
            items.add(
                    Items.spoken(
                            "s",
                            utterance,
                            true,
                            100L * (chunk - inside) + 100,
                            "it was the best of times it was the worst".split(" ")));
        }
        if (chunk % 5 == 0) {
            items.add(Items.video("s", chunk / 5, 100L * chunk, "person"));
        }
        if (chunk % 70 == 0) {
            items.add(Items.text("s", chunk / 70, 100L * chunk, "hello to everybody in here"));
        }
        return items;
    }

    /** Counts; ten hours of windows are not kept. */
    private static final class Counting implements AlignOutput {
        private final SettledDigest digest = new SettledDigest();
        private long settled;
        private long late;

        @Override
        public void window(AlignedWindow window, FireReason why) {}

        @Override
        public void settled(AlignedWindow window) {
            settled++;
            digest.add(window);
        }

        @Override
        public void ledger(LedgerEntry entry) {}

        @Override
        public void late(StreamItem item) {
            late++;
        }

        @Override
        public void refused(StreamItem item, String problem) {}

        @Override
        public void shed(StreamItem item) {}

        @Override
        public void duplicate(StreamItem item) {}
    }
}
