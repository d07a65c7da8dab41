package dev.lockstep.load.replay;

import dev.lockstep.producer.publish.Pacing;

import java.util.Set;

/**
 * How an archive is played. Immutable.
 *
 * @param pacing how fast its time passes
 * @param topics what is sent, by the names in the archive
 * @param prefix what stands in front of those names on the cluster
 * @param copies how many times every stream is played
 * @param staggerNs how much later each copy starts than the one before it, ns of the archive's time
 * @param fromNs how far into the archive it begins, ns
 * @param naming the ids of the copies
 * @param perturbations how delivery differs from what was recorded
 */
record ReplayConf(
        Pacing pacing,
        Set<String> topics,
        String prefix,
        int copies,
        long staggerNs,
        long fromNs,
        StreamNaming naming,
        Perturbations perturbations) {
    ReplayConf {
        topics = Set.copyOf(topics);
        if (copies < 1) {
            throw new IllegalArgumentException("Streams are played once or more often");
        }
    }
}
