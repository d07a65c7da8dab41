package dev.lockstep.producer.publish;

import dev.lockstep.producer.media.MediaUnit;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Puts units in the order in which they are due, that is by the end of what they cover. Containers
 * interleave their tracks loosely; a unit is safe to hand over once no track can bring an earlier
 * one, or once the queue is longer than the loosest interleaving. Not thread-safe.
 */
final class DueQueue {

    /** Media time that is held at most to wait for the other track, µs. */
    static final long LONGEST_US = 5_000_000;

    private record Entry(long dueUs, long number, MediaUnit unit) {}

    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(
                    Comparator.comparingLong(Entry::dueUs).thenComparingLong(Entry::number));
    private final boolean bothTracks;
    private long audioUs = Long.MIN_VALUE;
    private long videoUs = Long.MIN_VALUE;
    private long number;

    DueQueue(boolean bothTracks) {
        this.bothTracks = bothTracks;
    }

    void add(MediaUnit unit) {
        long dueUs = dueUs(unit);
        if (unit instanceof MediaUnit.Picture) {
            videoUs = Math.max(videoUs, dueUs);
        } else {
            audioUs = Math.max(audioUs, dueUs);
        }
        entries.add(new Entry(dueUs, number++, unit));
    }

    /** The unit that is due first; null when there is none. */
    @Nullable MediaUnit peek() {
        Entry entry = entries.peek();
        return entry == null ? null : entry.unit();
    }

    void remove() {
        entries.remove();
    }

    /** True when nothing that comes later can be due before the first unit. */
    boolean isSafe() {
        Entry first = entries.peek();
        if (first == null) {
            return false;
        }
        return !bothTracks || Math.min(audioUs, videoUs) >= first.dueUs() || spanUs() > LONGEST_US;
    }

    /** Media time between the first unit and the newest, µs. */
    long spanUs() {
        Entry first = entries.peek();
        return first == null ? 0 : Math.max(audioUs, videoUs) - first.dueUs();
    }

    static long dueUs(MediaUnit unit) {
        return unit.ptsUs() + unit.durationUs();
    }
}
