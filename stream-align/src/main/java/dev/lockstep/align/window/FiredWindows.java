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

    /** The next window fires. */
    public void fired() {
        int waiting = (int) (fire - settle);
        if (waiting == revisions.length) {
            int[] wider = new int[revisions.length * 2];
            for (int i = 0; i < waiting; i++) {
                wider[(int) Math.floorMod(settle + i, (long) wider.length)] = revisions[slot(settle + i)];
            }
            revisions = wider;
        }
        revisions[slot(fire)] = 0;
        fire++;
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
    }

    /** Goes on at a later window; nothing may be waiting to settle. */
    public void skipTo(long index) {
        settle = index;
        fire = index;
    }

    private int slot(long index) {
        return (int) Math.floorMod(index, (long) revisions.length);
    }

    /** Writes the state. */
    public void write(DataOutput out) throws IOException {
        out.writeLong(settle);
        out.writeLong(fire);
        for (long index = settle; index < fire; index++) {
            out.writeInt(revision(index));
        }
    }

    /** Reads what {@link #write} wrote. */
    public void read(DataInput in) throws IOException {
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
