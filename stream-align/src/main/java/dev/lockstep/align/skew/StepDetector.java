package dev.lockstep.align.skew;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Tells a clock that was set from a broken timestamp and from congestion. A record cannot be faster
 * than the network: one that arrives well before the last line allows is an outlier, and many of
 * them are a step of the clock. Being slower is no news, until nothing has been fast for 30 s. One
 * thread; µs.
 */
final class StepDetector {
    private static final long STEP_HOLD_US = 30_000_000;

    /**
     * Between one record and the next accepted one; further apart no network holds records back.
     */
    private static final long MAX_JUMP_US = 30_000_000;

    /** Noise only ever makes records late, so little is allowed on this side. */
    private static final double EARLY_US = 5_000;

    private static final double DRIFT_DOUBT = 50e-6;

    /** Eight outliers in a row, or more than one in nine for long, are a step. */
    private static final int OUTLIER_WEIGHT = 8;

    private static final int STEP_WEIGHT = 64;

    private int suspicion;
    private long lastDelayUs;
    private @Nullable ClockFit line;

    /** What a record is to the evidence. */
    enum Verdict {
        GOOD,
        OUTLIER,
        STEP
    }

    /** Forgets everything and starts with this delay. */
    void restart(long delayUs) {
        suspicion = 0;
        lastDelayUs = delayUs;
        line = null;
    }

    Verdict judge(long eventUs, long delayUs) {
        if (Math.abs(delayUs - lastDelayUs) <= MAX_JUMP_US && !isTooFast(eventUs, delayUs)) {
            suspicion = Math.max(0, suspicion - 1);
            lastDelayUs = delayUs;
            return Verdict.GOOD;
        }
        suspicion += OUTLIER_WEIGHT;
        return suspicion < STEP_WEIGHT ? Verdict.OUTLIER : Verdict.STEP;
    }

    private boolean isTooFast(long eventUs, long delayUs) {
        if (line == null) {
            return false;
        }
        double doubt = DRIFT_DOUBT * Math.abs((double) eventUs - line.atEventTimeUs());
        double slack = EARLY_US + 4 * line.residualUs() + doubt;
        return delayUs < line.offsetAtUs(eventUs) - slack;
    }

    /** Takes the line that the next records are judged by. */
    void expect(@Nullable ClockFit newLine) {
        line = newLine;
    }

    /** The bucket where the delay stepped up for good; 0 when it did not. */
    int stepUp(BucketMinima minima) {
        int newest = minima.size() - 1;
        if (line == null) {
            return 0;
        }
        int from = newest + 1;
        while (from > 0 && isAbove(line, minima, from - 1)) {
            from--;
        }
        boolean lasts =
                from <= minima.size() - LowerEnvelope.MIN_BUCKETS
                        && minima.eventUs(newest) - minima.eventUs(from) >= STEP_HOLD_US;
        return lasts ? from : 0;
    }

    private static boolean isAbove(ClockFit line, BucketMinima minima, int bucket) {
        double slack = LowerEnvelope.TOUCH_US + 2 * line.residualUs();
        return minima.delayUs(bucket) > line.offsetAtUs(minima.eventUs(bucket)) + slack;
    }

    void copyFrom(StepDetector other) {
        suspicion = other.suspicion;
        lastDelayUs = other.lastDelayUs;
        line = other.line;
    }

    void write(DataOutput out) throws IOException {
        out.writeByte(suspicion);
        out.writeLong(lastDelayUs);
        out.writeBoolean(line != null);
        if (line != null) {
            out.writeLong(line.atEventTimeUs());
            out.writeDouble(line.offsetUs());
            out.writeDouble(line.driftPpm());
            out.writeLong(line.residualUs());
            out.writeInt(line.buckets());
        }
    }

    void read(DataInput in) throws IOException {
        suspicion = in.readUnsignedByte();
        lastDelayUs = in.readLong();
        line =
                in.readBoolean()
                        ? new ClockFit(
                                in.readLong(),
                                in.readDouble(),
                                in.readDouble(),
                                in.readLong(),
                                in.readInt())
                        : null;
    }
}
