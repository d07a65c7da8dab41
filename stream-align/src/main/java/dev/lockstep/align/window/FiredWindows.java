package dev.lockstep.align.window;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * How far the windows of a stream have got: all below {@link #nextToSettle} have settled, those up
 * to {@link #nextToFire} have fired and may still be revised. Mutable, not thread-safe.
 */
public final class FiredWindows {
    private long open;
    private long settle;
    private long fire;
    private int[] revisions = new int[16];

    /** The first window that has not settled. */
    public long nextToSettle() {
        return settle;
    }

    /** The first window that has not fired. */
    public long nextToFire() {
        return fire;
    }

    /**
     * The first window that may still be written: before {@link #nextToSettle} only where a grid
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
        return ++revisions[slot(index)];
    }

    /** The revision that a fired window has. */
    public int revision(long index) {
        return revisions[slot(index)];
    }

    /** The next fired window settles. */
    public void settled() {
        settle++;
        open = settle;
    }

    /** Goes on at another window; nothing may be waiting to settle. */
    public void skipTo(long index) {
        settle = index;
        fire = index;
    }

    private int slot(long index) {
        return (int) Math.floorMod(index, (long) revisions.length);
    }

    /** Writes the state. */
    public void write(DataOutput out) throws IOException {
        out.writeLong(open);
        out.writeLong(settle);
        out.writeLong(fire);
        for (long index = settle; index < fire; index++) {
            out.writeInt(revision(index));
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
