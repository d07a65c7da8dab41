package dev.lockstep.align.skew;

import static java.util.Objects.requireNonNull;

import java.util.SplittableRandom;

/**
 * A source whose clock is off by a known line, behind a network that holds records back: 2 ms and
 * an exponential part with a mean of 8 ms, and for one record in a hundred 50 to 300 ms more.
 */
final class SimulatedSource {
    static final long START_US = 1_790_000_000_000_000L;
    static final long MIN_DELAY_US = 2_000;

    final ClockSkewEstimator estimator = new ClockSkewEstimator();
    private final SplittableRandom random;
    private double offsetUs;
    private final double driftPpm;
    private final long periodUs;
    private long nextEventUs = START_US;

    SimulatedSource(long seed, double offsetMs, double driftPpm, double recordsPerSecond) {
        this.random = new SplittableRandom(seed);
        this.offsetUs = offsetMs * 1_000;
        this.driftPpm = driftPpm;
        this.periodUs = Math.round(1e6 / recordsPerSecond);
    }

    static SimulatedSource of(long seed, double offsetMs, double driftPpm) {
        return new SimulatedSource(seed, offsetMs, driftPpm, 10);
    }

    SimulatedSource run(double seconds) {
        return run(seconds, 0);
    }

    /** Runs with so much delay on top for every record. */
    SimulatedSource run(double seconds, double congestionMs) {
        long end = nextEventUs + Math.round(seconds * 1e6);
        while (nextEventUs < end) {
            long delay = Math.round(offsetAtUs(nextEventUs) + jitterUs() + congestionMs * 1_000);
            estimator.observe(nextEventUs, nextEventUs + delay);
            nextEventUs += periodUs;
        }
        return this;
    }

    /** Sets the clock; a negative offset moves it ahead. */
    SimulatedSource step(double byMs) {
        offsetUs += byMs * 1_000;
        return this;
    }

    /** What its estimator knows by now. */
    ClockFit fit() {
        return requireNonNull(estimator.fit(), "no fit");
    }

    /** Where the next record begins. */
    long nowUs() {
        return nextEventUs;
    }

    double offsetAtUs(long eventTimeUs) {
        return offsetUs + driftPpm * 1e-6 * (eventTimeUs - START_US);
    }

    double jitterUs() {
        double spike = random.nextInt(100) == 0 ? random.nextDouble(50_000, 300_000) : 0;
        return MIN_DELAY_US - 8_000 * Math.log(1 - random.nextDouble()) + spike;
    }
}
