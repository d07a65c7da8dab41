package dev.lockstep.align.skew;

/**
 * A source's clock against the clock of its stream. Immutable.
 *
 * @param atEventTimeUs where the offset is given, µs on the source's clock
 * @param offsetUs what to add to event time there, µs; positive when the source is behind
 * @param driftPpm growth of the offset, µs per second of event time
 * @param confidenceUs error of the offset that is seldom exceeded, µs; without the difference of
 *     the smallest delays, which nobody can see from here
 */
public record SourceSkew(long atEventTimeUs, double offsetUs, double driftPpm, long confidenceUs) {

    /** What to add at any event time, µs. */
    public double offsetAtUs(long eventTimeUs) {
        return offsetUs + driftPpm * 1e-6 * ((double) eventTimeUs - atEventTimeUs);
    }

    /** Event time on the stream's clock, µs; the ends of the range of {@code long} stay ends. */
    public long correctedUs(long eventTimeUs) {
        long add = Math.round(offsetAtUs(eventTimeUs));
        long corrected = eventTimeUs + add;
        boolean overflow = ((eventTimeUs ^ corrected) & (add ^ corrected)) < 0;
        return overflow ? (add < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : corrected;
    }
}
