package dev.lockstep.align.window;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * When each window that has not fired was first passed by some source, in processing time. Mutable,
 * not thread-safe.
 */
public final class Deadlines {
    private long[] passedAtMs = new long[16];
    private int head;
    private int size;

    /** The next window was passed. */
    public void passed(long nowMs) {
        makeRoom(1);
        passedAtMs[(head + size) % passedAtMs.length] = nowMs;
        size++;
    }

    /** Windows before the oldest are written after all: they wait as long as it. */
    public void openBefore(int count) {
        if (size == 0) {
            return;
        }
        makeRoom(count);
        long oldest = passedAtMs[head];
        for (int i = 0; i < count; i++) {
            head = Math.floorMod(head - 1, passedAtMs.length);
            passedAtMs[head] = oldest;
            size++;
        }
    }

    private void makeRoom(int count) {
        if (size + count <= passedAtMs.length) {
            return;
        }
        long[] wider = new long[Math.max(size + count, passedAtMs.length * 2)];
        for (int i = 0; i < size; i++) {
            wider[i] = passedAtMs[(head + i) % passedAtMs.length];
        }
        passedAtMs = wider;
        head = 0;
    }

    /** How many windows were passed and have not fired. */
    public int size() {
        return size;
    }

    /** When the oldest of them was passed, ms; {@link Long#MAX_VALUE} if there is none. */
    public long oldestMs() {
        return size == 0 ? Long.MAX_VALUE : passedAtMs[head];
    }

    /** The oldest of them fires, if it was passed at all. */
    public void fired() {
        if (size > 0) {
            head = (head + 1) % passedAtMs.length;
            size--;
        }
    }

    /** Forgets all. */
    public void clear() {
        head = 0;
        size = 0;
    }

    /** Writes the state. */
    public void write(DataOutput out) throws IOException {
        out.writeInt(size);
        for (int i = 0; i < size; i++) {
            out.writeLong(passedAtMs[(head + i) % passedAtMs.length]);
        }
    }

    /** Reads what {@link #write} wrote. */
    public void read(DataInput in) throws IOException {
        int count = in.readInt();
        Arrays.fill(passedAtMs, 0);
        clear();
        for (int i = 0; i < count; i++) {
            passed(in.readLong());
        }
    }
}
