package dev.lockstep.load.replay;

import dev.lockstep.load.archive.ArchiveChannel;
import dev.lockstep.load.archive.ArchiveMessage;
import dev.lockstep.load.archive.MessageCursor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries of one copy of an archive in the order in which they are due. Holds the records
 * that are delayed, no more. Chances are drawn source by source, the same number for each record,
 * so that they do not depend on what else is asked for. Not thread-safe.
 *
 * <p>The record that ends a source is delayed and delivered twice as others are, but never dropped
 * and never overtaken by what came before it: without it nothing would settle.
 */
final class CopyPlan {
    private final MessageCursor cursor;
    private final Heads heads;
    private final Set<String> topics;
    private final Perturbations perturbations;
    private final PerturbationCounts counts;
    private final int copy;
    private final long firstNs;
    private final long shiftNs;
    private final Map<String, Lane> lanes = new HashMap<>();
    private final PriorityQueue<Planned> planned =
            new PriorityQueue<>(
                    Comparator.comparingLong((Planned p) -> p.delivery().dueNs())
                            .thenComparingLong(Planned::number));
    private long number;
    private long readNs = Long.MIN_VALUE;
    private boolean exhausted;

    private record Planned(Delivery delivery, long number) {}

    /**
     * A plan.
     *
     * @param firstNs log time at which the archive begins to be played
     * @param shiftNs how much later this copy starts, ns
     */
    CopyPlan(
            MessageCursor cursor,
            Heads heads,
            Set<String> topics,
            Perturbations perturbations,
            PerturbationCounts counts,
            int copy,
            long firstNs,
            long shiftNs) {
        this.cursor = cursor;
        this.heads = heads;
        this.topics = Set.copyOf(topics);
        this.perturbations = perturbations;
        this.counts = counts;
        this.copy = copy;
        this.firstNs = firstNs;
        this.shiftNs = shiftNs;
    }

    /** The next delivery, or null after the last. */
    @Nullable Delivery next() throws IOException {
        while (!exhausted && !certain()) {
            read();
        }
        Planned first = planned.poll();
        return first == null ? null : first.delivery();
    }

    /** True when what will be read can only be due later than the first that is planned. */
    private boolean certain() {
        Planned first = planned.peek();
        return first != null && first.delivery().dueNs() < readNs;
    }

    private void read() throws IOException {
        ArchiveMessage message = cursor.next();
        if (message == null) {
            exhausted = true;
            lanes.values().stream()
                    .sorted(Comparator.comparing(lane -> lane.name))
                    .forEach(lane -> lane.releaseAll(Math.max(readNs, lane.lastDueNs)));
            return;
        }
        if (topics.contains(message.channel().topic())) {
            readNs = message.logTimeNs() - firstNs + shiftNs;
            RecordHead head = heads.of(message);
            lane(message, head).take(message, head, readNs);
        }
    }

    private Lane lane(ArchiveMessage message, RecordHead head) {
        String source = head.sourceId() == null ? "" : head.sourceId();
        ArchiveChannel channel = message.channel();
        String name =
                String.join(
                        "\n",
                        channel.topic(),
                        channel.metadata().getOrDefault(ArchiveChannel.KEY, ""),
                        source);
        return lanes.computeIfAbsent(name, n -> new Lane(n, modality(channel.topic()), source));
    }

    /** {@code media.audio} carries audio. */
    private static String modality(String topic) {
        return topic.substring(topic.lastIndexOf('.') + 1);
    }

    /** A source of a stream on a topic. */
    private final class Lane {
        private final String name;
        private final long skewNs;
        private final int reorder;
        private final SplittableRandom random;
        private final List<Held> held = new ArrayList<>();
        private long lastDueNs;

        Lane(String name, String modality, String source) {
            this.name = name;
            this.skewNs = perturbations.skewNs(modality, source);
            this.reorder = perturbations.reorder(modality, source);
            counts.saw(modality);
            counts.saw(source);
            this.random =
                    new SplittableRandom(
                            perturbations.seed() ^ ((long) name.hashCode() << Integer.SIZE) ^ copy);
        }

        void take(ArchiveMessage message, RecordHead head, long baseNs) {
            boolean dropped = random.nextDouble() < perturbations.drop() && !head.end();
            boolean twice = random.nextDouble() < perturbations.duplicate();
            long delayNs = (long) (random.nextDouble() * perturbations.jitterNs());
            int overtaken = (int) (random.nextDouble() * (reorder + 1));
            if (dropped) {
                counts.dropped();
                return;
            }
            if (skewNs > 0) {
                counts.skewed();
            }
            if (delayNs > 0) {
                counts.jittered();
            }
            if (twice) {
                counts.duplicated();
            }
            long dueNs = Math.max(lastDueNs, baseNs + skewNs + delayNs);
            lastDueNs = dueNs;
            Held record = new Held(message, head, twice, overtaken);
            if (head.end()) {
                releaseAll(dueNs);
                plan(record, dueNs);
            } else if (overtaken > 0) {
                passed(dueNs);
                held.add(record);
                counts.reordered();
            } else {
                plan(record, dueNs);
                passed(dueNs);
            }
        }

        /** A record went by those that are held. */
        private void passed(long dueNs) {
            held.forEach(record -> record.left--);
            for (Iterator<Held> i = held.iterator(); i.hasNext(); ) {
                Held record = i.next();
                if (record.left <= 0) {
                    i.remove();
                    plan(record, dueNs);
                }
            }
        }

        private void releaseAll(long dueNs) {
            held.forEach(record -> plan(record, dueNs));
            held.clear();
        }

        private void plan(Held record, long dueNs) {
            Delivery delivery = new Delivery(dueNs, copy, record.message, record.head);
            planned.add(new Planned(delivery, number++));
            if (record.twice) {
                planned.add(new Planned(delivery, number++));
            }
        }
    }

    /** A record that others overtake. */
    private static final class Held {
        private final ArchiveMessage message;
        private final RecordHead head;
        private final boolean twice;
        private int left;

        Held(ArchiveMessage message, RecordHead head, boolean twice, int left) {
            this.message = message;
            this.head = head;
            this.twice = twice;
            this.left = left;
        }
    }
}
