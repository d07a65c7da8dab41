package dev.lockstep.sink.search;

import java.util.Comparator;

/**
 * A passage that may become a hit. Immutable.
 *
 * <p>Ordered by stream, time and source, and then by what is left of its key, so that the order is
 * the same in every store; the id is not part of it.
 *
 * @param id its id in the store
 * @param stream its stream
 * @param startMs its start, media time in ms
 * @param source its source
 * @param modality speech, screen, object or chat
 * @param key its key among those of its source and modality
 */
record PassageRef(long id, String stream, long startMs, String source, String modality, String key)
        implements Comparable<PassageRef> {
    private static final Comparator<PassageRef> ORDER =
            Comparator.comparing(PassageRef::stream)
                    .thenComparingLong(PassageRef::startMs)
                    .thenComparing(PassageRef::source)
                    .thenComparing(PassageRef::modality)
                    .thenComparing(PassageRef::key);

    @Override
    public int compareTo(PassageRef other) {
        return ORDER.compare(this, other);
    }
}
