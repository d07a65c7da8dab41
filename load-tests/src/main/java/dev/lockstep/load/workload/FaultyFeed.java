package dev.lockstep.load.workload;

import dev.lockstep.load.drive.DueRecord;
import dev.lockstep.load.drive.Feed;
import dev.lockstep.schema.avro.AudioChunk;
import dev.lockstep.schema.topic.Topics;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A feed with which things go wrong, the same things each time for the same seed, and which counts
 * what it hands over. The record that ends the stream stays the last and whole. Used by the
 * driver's thread; the counts may be read from any.
 */
final class FaultyFeed implements Feed {
    private final Feed base;
    private final List<Fault> faults;
    private final long startUs;
    private final double speed;
    private final SplittableRandom random;
    private final SentCounts counts;
    private final PriorityQueue<Pending> pending =
            new PriorityQueue<>(
                    Comparator.comparingLong((Pending p) -> p.record().dueUs())
                            .thenComparingLong(Pending::number));
    private @Nullable DueRecord<?> ahead;
    private long number;
    private long latestUs;

    private record Pending(DueRecord<?> record, long number) {}

    /**
     * A feed over another.
     *
     * @param startUs when the base begins, µs since the epoch
     * @param speed how much faster than real time the base is
     */
    FaultyFeed(
            Feed base,
            List<Fault> faults,
            long startUs,
            double speed,
            SplittableRandom random,
            SentCounts counts) {
        this.base = base;
        this.faults = List.copyOf(faults);
        this.startUs = startUs;
        this.speed = speed;
        this.random = random;
        this.counts = counts;
        this.ahead = base.next();
    }

    @Override
    public @Nullable DueRecord<?> next() {
        DueRecord<?> coming = ahead;
        while (coming != null
                && (pending.isEmpty() || coming.dueUs() <= pending.peek().record().dueUs())) {
            ahead = base.next();
            take(coming, ahead);
            coming = ahead;
        }
        Pending first = pending.poll();
        if (first == null) {
            return null;
        }
        counts.sent();
        return first.record();
    }

    private void take(DueRecord<?> record, @Nullable DueRecord<?> following) {
        if (following == null) {
            add(record.delayed(Math.max(0, latestUs - record.dueUs())));
            return;
        }
        DueRecord<?> changed = record;
        boolean twice = false;
        for (Fault fault : faults) {
            double share = fault.share() == null ? 1 : fault.share();
            if (fault.kind() != Fault.Kind.STALL && random.nextDouble() >= share) {
                continue;
            }
            switch (fault.kind()) {
                case STALL -> {
                    long untilUs = endOfStall(fault, changed.dueUs());
                    if (untilUs > changed.dueUs()) {
                        counts.fault(fault.kind());
                        changed = changed.delayed(untilUs - changed.dueUs());
                    }
                }
                case LATE -> {
                    counts.fault(fault.kind());
                    changed = changed.delayed(scaledUs(Objects.requireNonNull(fault.by())));
                }
                case REORDER -> {
                    counts.fault(fault.kind());
                    changed = changed.delayed(Math.max(0, following.dueUs() - changed.dueUs()) + 1);
                }
                case DUPLICATE -> {
                    counts.fault(fault.kind());
                    twice = true;
                }
                case CORRUPT -> {
                    counts.fault(fault.kind());
                    changed = corrupted(changed);
                }
                default -> throw new IllegalStateException("No fault of records: " + fault.kind());
            }
        }
        add(changed);
        if (twice) {
            add(changed);
        }
    }

    private void add(DueRecord<?> record) {
        latestUs = Math.max(latestUs, record.dueUs());
        pending.add(new Pending(record, number++));
    }

    /** When what is due then is handed over. */
    private long endOfStall(Fault fault, long dueUs) {
        long fromUs = startUs + scaledUs(Objects.requireNonNull(fault.at()));
        long untilUs = fromUs + scaledUs(Objects.requireNonNull(fault.lasts()));
        return dueUs >= fromUs && dueUs < untilUs ? untilUs : dueUs;
    }

    private long scaledUs(Duration time) {
        return Math.round(TimeUnit.NANOSECONDS.toMicros(time.toNanos()) / speed);
    }

    /** Half a sample is missing at the end: no sound, whatever the reader does. */
    @SuppressWarnings("unchecked") // Sound alone is on its topic.
    private static DueRecord<?> corrupted(DueRecord<?> record) {
        if (!record.topic().equals(Topics.MEDIA_AUDIO)) {
            throw new IllegalArgumentException("Only sound can be corrupted.");
        }
        return ((DueRecord<AudioChunk>) record)
                .changed(
                        chunk -> {
                            ByteBuffer whole = chunk.getPayload();
                            chunk.setPayload(whole.duplicate().limit(whole.limit() - 1));
                            return chunk;
                        });
    }
}
