package dev.lockstep.load.replay;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What was done to the delivery of records, in counts. Thread-safe. */
final class PerturbationCounts {
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final AtomicLong jittered = new AtomicLong();
    private final AtomicLong skewed = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong duplicated = new AtomicLong();
    private final AtomicLong reordered = new AtomicLong();

    /**
     * The counts at one moment. Immutable.
     *
     * @param jittered records delayed by chance
     * @param skewed records delayed because of their source
     * @param dropped records not delivered
     * @param duplicated records delivered twice
     * @param reordered records that were overtaken
     */
    record Snapshot(long jittered, long skewed, long dropped, long duplicated, long reordered) {}

    /** There are records of a source or modality of that name. */
    void saw(String name) {
        seen.add(name);
    }

    boolean hasSeen(String name) {
        return seen.contains(name);
    }

    void jittered() {
        jittered.incrementAndGet();
    }

    void skewed() {
        skewed.incrementAndGet();
    }

    void dropped() {
        dropped.incrementAndGet();
    }

    void duplicated() {
        duplicated.incrementAndGet();
    }

    void reordered() {
        reordered.incrementAndGet();
    }

    Snapshot snapshot() {
        return new Snapshot(
                jittered.get(), skewed.get(), dropped.get(), duplicated.get(), reordered.get());
    }
}
