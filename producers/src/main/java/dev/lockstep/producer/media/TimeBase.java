package dev.lockstep.producer.media;

/**
 * The unit of a track's timestamps, as a fraction of a second.
 *
 * @param numerator above 0
 * @param denominator above 0
 */
public record TimeBase(int numerator, int denominator) {

    private static final long LIMIT_US = 1_000_000_000_000_000L;

    /** A timestamp in µs, rounded down; held within ±31 years, whatever a file claims. */
    public long toMicros(long timestamp) {
        double estimateUs = timestamp * 1e6 * numerator / denominator;
        if (Math.abs(estimateUs) >= LIMIT_US) {
            return estimateUs > 0 ? LIMIT_US : -LIMIT_US;
        }
        long whole = Math.floorDiv(timestamp, (long) denominator);
        long rest = Math.floorMod(timestamp, (long) denominator);
        return whole * numerator * 1_000_000L
                + Math.multiplyExact(rest, (long) numerator) / denominator * 1_000_000L
                + rest * numerator % denominator * 1_000_000L / denominator;
    }

    /** The timestamp of a time in µs, rounded down. */
    public long fromMicros(long us) {
        long seconds = Math.floorDiv(us, 1_000_000L);
        long rest = Math.floorMod(us, 1_000_000L);
        return (seconds * denominator + rest * denominator / 1_000_000L) / numerator;
    }
}
