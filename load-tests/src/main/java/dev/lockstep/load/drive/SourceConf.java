package dev.lockstep.load.drive;

import java.util.List;

/**
 * What all records of a source have in common. Immutable.
 *
 * @param streamId the stream
 * @param sourceId the source within it
 * @param sources all sources of the stream, announced by the first record
 * @param startUs event time of its first moment, µs since the epoch
 * @param speed how many times faster than captured it is handed over; event times stay
 */
public record SourceConf(
        String streamId, String sourceId, List<String> sources, long startUs, double speed) {
    public SourceConf {
        sources = List.copyOf(sources);
        if (!(speed > 0)) {
            throw new IllegalArgumentException("The speed must be above 0, not " + speed + ".");
        }
    }

    /** When what ends so long after the start is due, µs since the epoch. */
    long dueUs(long mediaUs) {
        return startUs + Math.round(mediaUs / speed);
    }

    List<String> announced(long sequence) {
        return sequence == 0 ? sources : List.of();
    }
}
