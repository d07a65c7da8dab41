package dev.lockstep.producer.media;

/**
 * Picks pictures at a steady rate: the first one at or after each point of a grid that starts at 0.
 * Does not drift. Not thread-safe.
 */
public final class FrameSampler {

    private final double framesPerSecond;
    private long lastSlot = Long.MIN_VALUE;
    private int lastEpoch;

    /** A sampler of a rate above 0. */
    public FrameSampler(double framesPerSecond) {
        this.framesPerSecond = framesPerSecond;
    }

    /** True when the picture at this stamp is to be taken. */
    public boolean takes(Timeline.Stamp stamp) {
        // Timestamps are rounded to ms or ticks in many containers: a picture just before its
        // point on the grid counts as on it.
        long slot = (long) Math.floor((stamp.ptsUs() + 1_000) * framesPerSecond / 1e6);
        if (stamp.epoch() == lastEpoch && slot <= lastSlot) {
            return false;
        }
        lastEpoch = stamp.epoch();
        lastSlot = slot;
        return true;
    }
}
