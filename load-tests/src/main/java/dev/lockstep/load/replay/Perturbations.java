package dev.lockstep.load.replay;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How delivery differs from what was recorded. Times are those of the archive: at N times its speed
 * they pass N times as fast, so the order of records is the same at every speed. Immutable.
 *
 * @param jitterNs most that a record is delayed, evenly distributed; records of a source keep their
 *     order
 * @param skewNs how much later all records of a source or modality come, by name: {@code audio},
 *     {@code video-0}, …
 * @param drop probability that a record is not delivered
 * @param duplicate probability that a record is delivered twice
 * @param reorder most records of its source that overtake a record
 * @param seed of all chances; the same seed gives the same plan
 */
record Perturbations(
        long jitterNs,
        Map<String, Long> skewNs,
        double drop,
        double duplicate,
        Map<String, Integer> reorder,
        long seed) {
    /** The name that stands for every source. */
    static final String ALL = "all";

    /** Delivery as it was. */
    static final Perturbations NONE = new Perturbations(0, Map.of(), 0, 0, Map.of(), 0);

    Perturbations {
        skewNs = Map.copyOf(skewNs);
        reorder = Map.copyOf(reorder);
        if (jitterNs < 0 || skewNs.values().stream().anyMatch(skew -> skew < 0)) {
            throw new IllegalArgumentException("A delay must not be below 0");
        }
        if (!(drop >= 0 && drop <= 1) || !(duplicate >= 0 && duplicate <= 1)) {
            throw new IllegalArgumentException("A probability is a number from 0 to 1");
        }
        if (reorder.values().stream().anyMatch(records -> records < 0)) {
            throw new IllegalArgumentException("Records are reordered within 0 or more");
        }
    }

    /** The sources and modalities that are named, sorted. */
    SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>(skewNs.keySet());
        names.addAll(reorder.keySet());
        names.remove(ALL);
        return names;
    }

    long skewNs(String modality, String source) {
        return named(skewNs, modality, source, 0L);
    }

    int reorder(String modality, String source) {
        return named(reorder, modality, source, 0);
    }

    private static <V> V named(Map<String, V> map, String modality, String source, V otherwise) {
        V own = map.get(source);
        V shared = map.getOrDefault(modality, map.getOrDefault(ALL, otherwise));
        return own == null ? shared : own;
    }
}
