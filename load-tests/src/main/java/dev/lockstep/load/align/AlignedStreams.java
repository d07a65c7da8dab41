package dev.lockstep.load.align;

import dev.lockstep.align.config.AlignConf;
import dev.lockstep.align.core.AlignOutput;
import dev.lockstep.align.core.StreamAligner;
import dev.lockstep.align.core.StreamState;
import dev.lockstep.align.window.FireReason;
import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.schema.flow.StreamItem;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Streams that the core aligns in turn, a record each, without Flink. The records are made
 * beforehand and shared by the streams, since the core knows a stream by its state; after the last
 * one the streams begin anew. One thread.
 */
final class AlignedStreams {
    /** Wall clock at the start of the streams, µs since the epoch. */
    private static final long START_US = 1_700_000_000_000_000L;

    private static final long DELAY_US = 5_000;

    /** Long enough that most windows settle, and that a new beginning costs little. */
    private static final int SECONDS = 600;

    private final StreamItem[] items = new StreamItem[SECONDS * AlignLoad.PER_SECOND];
    private final StreamState[] states;
    private final StreamAligner aligner;
    private final Count count = new Count();
    private int item;
    private int stream;

    AlignedStreams(AlignConf conf, int streams) {
        for (int i = 0; i < items.length; i++) {
            items[i] = AlignLoad.record("bench", START_US, i, DELAY_US);
        }
        aligner = new StreamAligner(conf);
        states = new StreamState[streams];
        begin();
    }

    /** The next record. */
    void next() {
        StreamItem next = items[item];
        aligner.accept(states[stream], next, next.ingestTimeUs() / 1000, count);
        if (++stream == states.length) {
            stream = 0;
            if (++item == items.length) {
                item = 0;
                begin();
            }
        }
    }

    /** Windows that were fired or revised so far. */
    long windows() {
        return count.windows;
    }

    /** Windows that were settled so far. */
    long settled() {
        return count.settled;
    }

    /** Items that were not taken so far; there should be none. */
    long lost() {
        return count.lost;
    }

    /** The newest of what was written; it can be asked for, so nothing is optimised away. */
    @Nullable Object newest() {
        return count.newest;
    }

    private void begin() {
        Arrays.setAll(states, i -> new StreamState());
    }

    private static final class Count implements AlignOutput {
        private long windows;
        private long settled;
        private long lost;
        private @Nullable Object newest;

        @Override
        public void window(AlignedWindow window, FireReason why) {
            windows++;
            newest = window;
        }

        @Override
        public void settled(AlignedWindow window) {
            settled++;
            newest = window;
        }

        @Override
        public void ledger(LedgerEntry entry) {
            newest = entry;
        }

        @Override
        public void late(StreamItem item) {
            lost++;
        }

        @Override
        public void refused(StreamItem item, String problem) {
            lost++;
        }

        @Override
        public void shed(StreamItem item) {
            lost++;
        }

        @Override
        public void duplicate(StreamItem item) {
            lost++;
        }
    }
}
