package dev.lockstep.producer.media;

/**
 * Undoes the wrap-around of timestamps that have few bits (33 in a transport stream: 26.5 hours).
 * Immutable.
 *
 * @param bits bits of a timestamp; 63 and more never wrap
 */
public record TimestampUnwrapper(int bits) {

    /** The value congruent to the timestamp that lies nearest to {@code near}. */
    public long unwrap(long timestamp, long near) {
        if (bits >= 63 || bits < 1) {
            return timestamp;
        }
        long period = 1L << bits;
        long turns = Math.floorDiv(near - timestamp + period / 2, period);
        return timestamp + turns * period;
    }
}
