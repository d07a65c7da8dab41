package dev.lockstep.load.replay;

import dev.lockstep.load.archive.ArchiveContents;
import dev.lockstep.load.archive.ArchiveReader;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All deliveries of a replay in the order in which they are due: those of each copy, merged. The
 * same archive, options and seed give the same plan. Not thread-safe.
 */
final class ReplayPlan {
    private final PriorityQueue<Head> heads =
            new PriorityQueue<>(
                    Comparator.comparingLong((Head head) -> head.delivery().dueNs())
                            .thenComparingInt(head -> head.delivery().copy()));
    private final PerturbationCounts counts = new PerturbationCounts();
    private final Perturbations perturbations;

    private record Head(Delivery delivery, CopyPlan plan) {}

    /**
     * A plan.
     *
     * @param topics what is sent
     * @param copies how many times every stream is played
     * @param staggerNs how much later each copy starts than the one before it, ns
     * @param fromNs how far into the archive it begins, ns
     */
    ReplayPlan(
            ArchiveReader reader,
            Set<String> topics,
            int copies,
            long staggerNs,
            long fromNs,
            Perturbations perturbations)
            throws IOException {
        this.perturbations = perturbations;
        ArchiveContents contents = reader.contents();
        long firstNs = contents.startNs() + fromNs;
        for (int copy = 1; copy <= copies; copy++) {
            add(
                    new CopyPlan(
                            reader.from(firstNs),
                            new Heads(contents.schemas()),
                            topics,
                            perturbations,
                            counts,
                            copy,
                            firstNs,
                            (copy - 1) * staggerNs));
        }
    }

    private void add(CopyPlan plan) throws IOException {
        Delivery delivery = plan.next();
        if (delivery != null) {
            heads.add(new Head(delivery, plan));
        }
    }

    /** The next delivery, or null after the last. */
    @Nullable Delivery next() throws IOException {
        Head first = heads.poll();
        if (first == null) {
            return null;
        }
        add(first.plan());
        return first.delivery();
    }

    /** Names of perturbations that no source or modality has had so far. */
    List<String> unmatched() {
        return perturbations.names().stream().filter(name -> !counts.hasSeen(name)).toList();
    }

    /** What was done to the deliveries so far. */
    PerturbationCounts.Snapshot counts() {
        return counts.snapshot();
    }
}
