package dev.lockstep.align.buffer;

import dev.lockstep.schema.flow.ItemCodec;
import dev.lockstep.schema.flow.ItemContent;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The records of a source that some window may still need, in the order of their event times, then
 * epochs and sequence numbers. Parallel arrays: one stream has thousands of them, and windows are
 * made by scanning a range. Mutable, not thread-safe.
 */
public final class SourceBuffer {
    private static final int FIRST_CAPACITY = 32;

    /** What a record takes beside its content, bytes. */
    private static final int RECORD_BYTES = 36;

    private long[] startUs = new long[FIRST_CAPACITY];
    private long[] endUs = new long[FIRST_CAPACITY];
    private long[] sequence = new long[FIRST_CAPACITY];
    private int[] epoch = new int[FIRST_CAPACITY];
    private @Nullable ItemContent[] content = new ItemContent[FIRST_CAPACITY];
    private int head;
    private int tail;
    private long contentBytes;
    private long longestUs;

    /** Number of records. */
    public int size() {
        return tail - head;
    }

    /** True without records. */
    public boolean isEmpty() {
        return tail == head;
    }

    /** What the records take, bytes, estimated. */
    public long bytes() {
        return contentBytes + (long) size() * RECORD_BYTES;
    }

    /** Event time from the oldest to the newest, µs. */
    public long spanUs() {
        return isEmpty() ? 0 : startUs[tail - 1] - startUs[head];
    }

    /** True when another record would exceed a limit. */
    public boolean isFull(BufferLimits limits) {
        return size() >= limits.records()
                || bytes() >= limits.bytes()
                || spanUs() >= limits.spanUs();
    }

    /** Adds a record in its place. */
    public void add(
            long atUs, long durationUs, int inEpoch, long number, @Nullable ItemContent known) {
        makeRoom();
        int at = tail;
        while (at > head && isAfter(at - 1, atUs, inEpoch, number)) {
            at--;
        }
        if (at < tail) {
            shift(at);
        }
        startUs[at] = atUs;
        endUs[at] = atUs + durationUs;
        epoch[at] = inEpoch;
        sequence[at] = number;
        content[at] = known;
        tail++;
        longestUs = Math.max(longestUs, durationUs);
        contentBytes += bytes(known);
    }

    /** Index of the first record that ends after, or if a point lies at or after, a time. */
    public int firstEndingAfter(long timeUs) {
        int at = firstStartingAt(timeUs - longestUs);
        while (at < tail && !reaches(at, timeUs)) {
            at++;
        }
        return at;
    }

    /** Index of the first record that starts at or after a time; {@link #end} if none does. */
    public int firstStartingAt(long timeUs) {
        int low = head;
        int high = tail;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (startUs[middle] < timeUs) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Whether a record lies at least partly at or after a time. */
    public boolean reaches(int at, long timeUs) {
        return endUs[at] > timeUs || startUs[at] >= timeUs;
    }

    /** Index of the oldest record. */
    public int begin() {
        return head;
    }

    /** Index behind the newest record. */
    public int end() {
        return tail;
    }

    /** Event time, µs since the epoch. */
    public long startUs(int at) {
        return startUs[at];
    }

    /** Event time at which it ends, µs since the epoch; the start for a point in time. */
    public long endUs(int at) {
        return endUs[at];
    }

    /** Epoch of the record. */
    public int epoch(int at) {
        return epoch[at];
    }

    /** Sequence number of the record. */
    public long sequence(int at) {
        return sequence[at];
    }

    /** What the record says. */
    public @Nullable ItemContent content(int at) {
        return content[at];
    }

    /** Lets go what lies wholly before a time. */
    public void evictBefore(long timeUs) {
        while (head < tail && endUs[head] <= timeUs && startUs[head] < timeUs) {
            contentBytes -= bytes(content[head]);
            content[head] = null;
            head++;
        }
        if (head == tail) {
            head = 0;
            tail = 0;
            longestUs = 0;
        }
    }

    private boolean isAfter(int at, long atUs, int inEpoch, long number) {
        if (startUs[at] != atUs) {
            return startUs[at] > atUs;
        }
        return epoch[at] != inEpoch ? epoch[at] > inEpoch : sequence[at] > number;
    }

    private void makeRoom() {
        if (tail < startUs.length) {
            return;
        }
        int size = size();
        if (head >= startUs.length / 2) {
            move(0);
        } else {
            int capacity = startUs.length * 2;
            startUs = Arrays.copyOf(startUs, capacity);
            endUs = Arrays.copyOf(endUs, capacity);
            sequence = Arrays.copyOf(sequence, capacity);
            epoch = Arrays.copyOf(epoch, capacity);
            content = Arrays.copyOf(content, capacity);
            return;
        }
        Arrays.fill(content, size, tail, null);
        head = 0;
        tail = size;
    }

    private void move(int to) {
        int size = size();
        System.arraycopy(startUs, head, startUs, to, size);
        System.arraycopy(endUs, head, endUs, to, size);
        System.arraycopy(sequence, head, sequence, to, size);
        System.arraycopy(epoch, head, epoch, to, size);
        System.arraycopy(content, head, content, to, size);
    }

    private void shift(int at) {
        int moved = tail - at;
        System.arraycopy(startUs, at, startUs, at + 1, moved);
        System.arraycopy(endUs, at, endUs, at + 1, moved);
        System.arraycopy(sequence, at, sequence, at + 1, moved);
        System.arraycopy(epoch, at, epoch, at + 1, moved);
        System.arraycopy(content, at, content, at + 1, moved);
    }

    private static long bytes(@Nullable ItemContent known) {
        if (known == null) {
            return 0;
        }
        long bytes = known.text() == null ? 0 : known.text().length();
        for (String label : known.labels()) {
            bytes += label.length();
        }
        for (String line : known.onScreenText()) {
            bytes += line.length();
        }
        for (String category : known.moderation().keySet()) {
            bytes += category.length() + Float.BYTES;
        }
        float[] embedding = known.embedding();
        return bytes + (embedding == null ? 0 : 4L * embedding.length);
    }

    /** Writes the state. */
    public void write(DataOutput out) throws IOException {
        out.writeInt(size());
        for (int at = head; at < tail; at++) {
            out.writeLong(startUs[at]);
            out.writeLong(endUs[at] - startUs[at]);
            out.writeInt(epoch[at]);
            out.writeLong(sequence[at]);
            ItemContent known = content[at];
            out.writeBoolean(known != null);
            if (known != null) {
                ItemCodec.writeContent(known, out);
            }
        }
    }

    /** Reads what {@link #write} wrote, into an empty buffer. */
    public void read(DataInput in) throws IOException {
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            add(
                    in.readLong(),
                    in.readLong(),
                    in.readInt(),
                    in.readLong(),
                    in.readBoolean() ? ItemCodec.readContent(in) : null);
        }
    }
}
