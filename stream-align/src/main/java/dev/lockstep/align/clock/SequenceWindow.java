package dev.lockstep.align.clock;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Which sequence numbers of an epoch were seen: the highest, and each of the {@value #SPAN} up to
 * it. Mutable, not thread-safe; 128 bytes.
 */
public final class SequenceWindow {
    /** How far back a number can be told from one seen before. */
    public static final int SPAN = 1024;

    private static final int WORDS = SPAN / Long.SIZE;

    /** What a number is. */
    public enum Seen {
        /** Not seen before, above all others. */
        HIGHEST,
        /** Not seen before, below the highest. */
        MISSED,
        /** Seen before. */
        REPEATED,
        /** Too far below the highest to tell. */
        TOO_OLD
    }

    private final long[] bits = new long[WORDS];
    private long highest = -1;

    /** Says what a number is, and remembers it. */
    public Seen mark(long sequence) {
        if (sequence > highest) {
            clearBetween(highest, sequence);
            highest = sequence;
            set(sequence);
            return Seen.HIGHEST;
        }
        Seen seen = look(sequence);
        if (seen == Seen.MISSED) {
            set(sequence);
        }
        return seen;
    }

    /** Says what a number is. */
    public Seen look(long sequence) {
        if (sequence > highest) {
            return Seen.HIGHEST;
        }
        if (highest - sequence >= SPAN) {
            return Seen.TOO_OLD;
        }
        return isSet(sequence) ? Seen.REPEATED : Seen.MISSED;
    }

    /** The highest number seen; -1 before the first. */
    public long highest() {
        return highest;
    }

    /** Forgets all: a new epoch begins. */
    public void clear() {
        Arrays.fill(bits, 0);
        highest = -1;
    }

    /** Takes over what another has seen. */
    public void copyFrom(SequenceWindow other) {
        System.arraycopy(other.bits, 0, bits, 0, WORDS);
        highest = other.highest;
    }

    /** Writes the state. */
    public void write(DataOutput out) throws IOException {
        out.writeLong(highest);
        for (long word : bits) {
            out.writeLong(word);
        }
    }

    /** Reads what {@link #write} wrote. */
    public void read(DataInput in) throws IOException {
        highest = in.readLong();
        for (int i = 0; i < WORDS; i++) {
            bits[i] = in.readLong();
        }
    }

    private void clearBetween(long from, long to) {
        if (from < 0 || to - from >= SPAN) {
            Arrays.fill(bits, 0);
            return;
        }
        for (long n = from + 1; n < to; n++) {
            bits[word(n)] &= ~bit(n);
        }
    }

    private void set(long sequence) {
        bits[word(sequence)] |= bit(sequence);
    }

    private boolean isSet(long sequence) {
        return (bits[word(sequence)] & bit(sequence)) != 0;
    }

    private static int word(long sequence) {
        return (int) ((sequence & (SPAN - 1)) >>> 6);
    }

    private static long bit(long sequence) {
        return 1L << (sequence & (Long.SIZE - 1));
    }
}
