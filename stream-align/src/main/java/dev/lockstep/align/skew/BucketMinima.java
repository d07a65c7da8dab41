package dev.lockstep.align.skew;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The fastest record of each short stretch of event time: a minimum filter in at most {@value
 * #CAPACITY} buckets, 2 kB, in order of event time. Buckets are 0.26 s wide at first. When all are
 * taken, neighbours are merged into buckets of twice the width, up to 4.2 s; then the oldest goes,
 * so that the evidence never spans more than 9 minutes. One thread.
 */
final class BucketMinima {
    static final int CAPACITY = 128;
    static final int LAST_SHIFT = 22;
    static final long MAX_SPAN_US = (long) CAPACITY << LAST_SHIFT;
    private static final int FIRST_SHIFT = 18;

    /** What a record did to the evidence: nothing, changed it, or began a new bucket. */
    enum Change {
        NONE,
        CHANGED,
        OPENED
    }

    private final long[] eventUs = new long[CAPACITY];
    private final long[] delayUs = new long[CAPACITY];
    private int size;
    private int shift = FIRST_SHIFT;

    int size() {
        return size;
    }

    long eventUs(int bucket) {
        return eventUs[bucket];
    }

    long delayUs(int bucket) {
        return delayUs[bucket];
    }

    Change add(long event, long delay) {
        int at = placeOf(event);
        if (at > 0 && eventUs[at - 1] >> shift == event >> shift) {
            if (delay >= delayUs[at - 1]) {
                return Change.NONE;
            }
            eventUs[at - 1] = event;
            delayUs[at - 1] = delay;
            return Change.CHANGED;
        }
        if (size > 0 && eventUs[size - 1] - event > MAX_SPAN_US) {
            return Change.NONE;
        }
        if (size == CAPACITY && shift < LAST_SHIFT) {
            coarsen();
            Change change = add(event, delay);
            return change == Change.NONE ? Change.CHANGED : change;
        }
        if (size == CAPACITY && event < eventUs[0]) {
            return Change.NONE;
        }
        if (size == CAPACITY) {
            dropBefore(1);
        }
        insert(placeOf(event), event, delay);
        return Change.OPENED;
    }

    void dropBefore(int bucket) {
        if (bucket == 0) {
            return;
        }
        size -= bucket;
        System.arraycopy(eventUs, bucket, eventUs, 0, size);
        System.arraycopy(delayUs, bucket, delayUs, 0, size);
    }

    void clear() {
        size = 0;
        shift = FIRST_SHIFT;
    }

    /** Behind the last bucket that is not newer than this. */
    private int placeOf(long event) {
        int at = size;
        while (at > 0 && eventUs[at - 1] >> shift > event >> shift) {
            at--;
        }
        return at;
    }

    private void insert(int at, long event, long delay) {
        System.arraycopy(eventUs, at, eventUs, at + 1, size - at);
        System.arraycopy(delayUs, at, delayUs, at + 1, size - at);
        eventUs[at] = event;
        delayUs[at] = delay;
        size++;
        int expired = 0;
        while (eventUs[size - 1] - eventUs[expired] > MAX_SPAN_US) {
            expired++;
        }
        dropBefore(expired);
    }

    private void coarsen() {
        shift++;
        int last = 0;
        for (int i = 1; i < size; i++) {
            if (eventUs[i] >> shift != eventUs[last] >> shift) {
                last++;
            } else if (delayUs[i] >= delayUs[last]) {
                continue;
            }
            eventUs[last] = eventUs[i];
            delayUs[last] = delayUs[i];
        }
        size = last + 1;
    }

    void copyFrom(BucketMinima other) {
        System.arraycopy(other.eventUs, 0, eventUs, 0, other.size);
        System.arraycopy(other.delayUs, 0, delayUs, 0, other.size);
        size = other.size;
        shift = other.shift;
    }

    void write(DataOutput out) throws IOException {
        out.writeByte(shift);
        out.writeByte(size);
        for (int i = 0; i < size; i++) {
            out.writeLong(eventUs[i]);
            out.writeLong(delayUs[i]);
        }
    }

    void read(DataInput in) throws IOException {
        shift = in.readUnsignedByte();
        size = in.readUnsignedByte();
        if (shift < FIRST_SHIFT || shift > LAST_SHIFT || size > CAPACITY) {
            size = 0;
            throw new IOException("The state of a clock-skew estimate is damaged; drop it.");
        }
        for (int i = 0; i < size; i++) {
            eventUs[i] = in.readLong();
            delayUs[i] = in.readLong();
        }
    }
}
