package dev.lockstep.load.evaluate.path;

import dev.lockstep.align.core.AlignOutput;
import dev.lockstep.align.core.StreamAligner;
import dev.lockstep.align.core.StreamState;
import dev.lockstep.align.window.FireReason;
import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.schema.flow.StreamItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Drives an aligner by a clock that only its caller moves, and keeps what it writes. One thread.
 */
public final class WindowLog implements AlignOutput {
    /** Longer than any timer of a live stream but the one that drops its state. */
    private static final long PATIENCE_MS = 600_000;

    private final Map<Long, Long> firedMs = new TreeMap<>();
    private final List<AlignedWindow> settled = new ArrayList<>();
    private long nowMs;
    private int lost;
    private boolean begun;

    /** Hands over an item when the clock has come to {@code atMs}; timers before go first. */
    public void accept(StreamAligner aligner, StreamState state, StreamItem item, long atMs) {
        runTo(aligner, state, atMs);
        nowMs = Math.max(nowMs, atMs);
        begun = true;
        aligner.accept(state, item, nowMs, this);
    }

    /** Nothing comes any more: the clock goes on until no timer is left. */
    public void runOut(StreamAligner aligner, StreamState state, long fromMs) {
        runTo(aligner, state, fromMs + PATIENCE_MS);
    }

    private void runTo(StreamAligner aligner, StreamState state, long untilMs) {
        long nextMs = aligner.nextTimeMs(state);
        while (begun && nextMs <= untilMs) {
            nowMs = Math.max(nowMs, nextMs);
            aligner.onTime(state, nowMs, this);
            long after = aligner.nextTimeMs(state);
            if (after <= nextMs) {
                // A timer that stays where it was would never end.
                break;
            }
            nextMs = after;
        }
    }

    @Override
    public void window(AlignedWindow window, FireReason why) {
        firedMs.putIfAbsent(window.getStartUs(), nowMs - window.getEndUs() / 1_000);
    }

    @Override
    public void settled(AlignedWindow window) {
        settled.add(window);
    }

    @Override
    public void ledger(LedgerEntry entry) {
        // Nobody asks for it here.
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
        // Counted by the aligner; it is in its window already.
    }

    /** By start: how long after its end each window fired first, ms. */
    public Map<Long, Long> firedMs() {
        return firedMs;
    }

    /** The settled windows in order. */
    public List<AlignedWindow> settled() {
        return settled;
    }

    /** Records that are in no window: late, refused or shed. */
    public int lost() {
        return lost;
    }
}
