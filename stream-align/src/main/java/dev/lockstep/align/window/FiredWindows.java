package dev.lockstep.align.window;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * How far the windows of a stream have got: all below {@link #nextToSettle} have settled, those up
 * to {@link #nextToFire} have fired and may still be revised. Where the grid went on behind a gap
 * before all windows in front of it had settled, the gap lies between. Mutable, not thread-safe.
 */
public final class FiredWindows {
    private long open;
    private long settle;
    private long fire;
    private int[] revisions = new int[16];

    /** The first window in front of a gap that has not settled, if there is any. */
    private long held;

    /** The revisions of all of these; the last lies just before {@link #open}. */
    private int[] heldRevisions = {};

    /** The first window that has not settled. */
    public long nextToSettle() {
        return waitsBeforeGap() ? held : settle;
    }

    /** The first window that has not settled of those that no gap parts from the next to fire. */
    public long firstOfStretch() {
        return settle;
    }

    /**
     * Whether windows in front of a gap have not settled. They are those from {@link #nextToSettle}
     * up to {@link #firstOpen}, exclusive; none lies between that and {@link #firstOfStretch}.
     */
    public boolean waitsBeforeGap() {
        return heldRevisions.length > 0;
    }

    /** Whether a window has fired and not settled. */
    public boolean isWaiting(long index) {
        return index < fire && (index >= settle || isHeld(index));
    }

    private boolean isHeld(long index) {
        return index >= held && index < held + heldRevisions.length;
    }

    /** The first window that has not fired. */
    public long nextToFire() {
        return fire;
    }

    /**
     * The first window that may still be written: before {@link #firstOfStretch} only where a grid
     * begins, or goes on after a gap, and nothing has settled since.
     */
    public long firstOpen() {
        return open;
    }

    /**
     * Windows before those that wait are written after all.
     *
     * @param index the first of them, from {@link #firstOpen} on; if later ones have fired, these
     *     count as fired too
     */
    public void openFrom(long index) {
        if (fire == settle) {
            fire = index;
            settle = index;
            return;
        }
        while (fire - index > revisions.length) {
            grow();
        }
        while (settle > index) {
            settle--;
            revisions[slot(settle)] = 0;
        }
    }

    /** The next window fires. */
    public void fired() {
        if (fire - settle == revisions.length) {
            grow();
        }
        revisions[slot(fire)] = 0;
        fire++;
    }

    private void grow() {
        int[] wider = new int[revisions.length * 2];
        for (long index = settle; index < fire; index++) {
            wider[(int) Math.floorMod(index, (long) wider.length)] = revisions[slot(index)];
        }
        revisions = wider;
    }

    /** A fired window is revised; gives the number of its revision. */
    public int revised(long index) {
        return isHeld(index) ? ++heldRevisions[(int) (index - held)] : ++revisions[slot(index)];
    }

    /** The revision that a fired window has. */
    public int revision(long index) {
        return isHeld(index) ? heldRevisions[(int) (index - held)] : revisions[slot(index)];
    }

    /** The next fired window settles. */
    public void settled() {
        if (waitsBeforeGap()) {
            held++;
            heldRevisions = Arrays.copyOfRange(heldRevisions, 1, heldRevisions.length);
            return;
        }
        settle++;
        open = settle;
    }

    /**
     * Goes on at another window.
     *
     * @throws IllegalStateException when windows wait to settle, and others do in front of a gap
     */
    public void skipTo(long index) {
        if (settle < fire) {
            hold();
        }
        settle = index;
        fire = index;
    }

    private void hold() {
        if (waitsBeforeGap()) {
            throw new IllegalStateException("Windows in front of two gaps would wait to settle.");
        }
        held = settle;
        heldRevisions = new int[(int) (fire - settle)];
        for (int i = 0; i < heldRevisions.length; i++) {
            heldRevisions[i] = revisions[slot(held + i)];
        }
        open = fire;
    }

    private int slot(long index) {
        return (int) Math.floorMod(index, (long) revisions.length);
    }

    /** Writes the state, but for what waits in front of a gap. */
    public void write(DataOutput out) throws IOException {
        out.writeLong(open);
        out.writeLong(settle);
        out.writeLong(fire);
        for (long index = settle; index < fire; index++) {
            out.writeInt(revision(index));
        }
    }

    /** Writes what waits in front of a gap. */
    public void writeBeforeGap(DataOutput out) throws IOException {
        out.writeLong(held);
        out.writeInt(heldRevisions.length);
        for (int revision : heldRevisions) {
            out.writeInt(revision);
        }
    }

    /** Reads what {@link #writeBeforeGap} wrote. */
    public void readBeforeGap(DataInput in) throws IOException {
        held = in.readLong();
        heldRevisions = new int[in.readInt()];
        for (int i = 0; i < heldRevisions.length; i++) {
            heldRevisions[i] = in.readInt();
        }
    }

    /** Reads what {@link #write} wrote. */
    public void read(DataInput in) throws IOException {
        open = in.readLong();
        settle = in.readLong();
        long end = in.readLong();
        fire = settle;
        Arrays.fill(revisions, 0);
        while (fire < end) {
            int revision = in.readInt();
            fired();
            revisions[slot(fire - 1)] = revision;
        }
    }
}
