package dev.lockstep.align.skew;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The line below all delays that comes closest to them: the linear program of Moon, Skelly and
 * Towsley, solved on the lower convex hull. They minimise the mean distance, which holds the line
 * up at the mean time; here it is held up at two thirds of the span, so that recent evidence wins.
 * Stateless; µs.
 */
final class LowerEnvelope {
    /** How far above a line the fastest records may stay before it does not describe them. */
    static final long TOUCH_US = 20_000;

    static final int MIN_BUCKETS = 8;

    /** No quartz is worse, and a source that is played faster or slower than real time is. */
    private static final double MAX_DRIFT = 1000e-6;

    /** The limit while noise still looks like drift; RFC 5905 allows clocks no more. */
    private static final double MAX_DRIFT_WHILE_SHORT = 500e-6;

    private static final long MIN_SPAN_US = 4_000_000;
    private static final long SURE_SPAN_US = 16_000_000;
    private static final double HELD_UP_AT = 2.0 / 3;

    private LowerEnvelope() {}

    /**
     * The line under all buckets; where none fits, under the newest half, quarter and so on, as
     * long as that spans 16 s. Null when there is none: too little evidence, or ingest time does
     * not advance with event time.
     */
    static @Nullable ClockFit fit(BucketMinima minima) {
        int size = minima.size();
        int from = 0;
        while (size - from >= MIN_BUCKETS) {
            long span = minima.eventUs(size - 1) - minima.eventUs(from);
            if (span < (from == 0 ? MIN_SPAN_US : SURE_SPAN_US)) {
                return null;
            }
            ClockFit line = line(minima, from, span);
            if (line != null) {
                return line;
            }
            from += (size - from + 1) / 2;
        }
        return null;
    }

    private static @Nullable ClockFit line(BucketMinima minima, int from, long span) {
        int n = minima.size() - from;
        long eventEnd = minima.eventUs(minima.size() - 1);
        long delayEnd = minima.delayUs(minima.size() - 1);
        double[] at = new double[n];
        double[] delay = new double[n];
        for (int i = 0; i < n; i++) {
            at[i] = minima.eventUs(from + i) - eventEnd;
            delay[i] = minima.delayUs(from + i) - delayEnd;
        }
        double drift = slope(at, delay);
        if (span < SURE_SPAN_US) {
            drift = Math.max(-MAX_DRIFT_WHILE_SHORT, Math.min(MAX_DRIFT_WHILE_SHORT, drift));
        } else if (Math.abs(drift) > MAX_DRIFT) {
            return null;
        }
        double[] level = new double[n];
        for (int i = 0; i < n; i++) {
            level[i] = delay[i] - drift * at[i];
        }
        double oldest = Double.POSITIVE_INFINITY;
        double newest = Double.POSITIVE_INFINITY;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            least = Math.min(least, level[i]);
            oldest = at[i] <= -2.0 / 3 * span ? Math.min(oldest, level[i]) : oldest;
            newest = at[i] >= -1.0 / 3 * span ? Math.min(newest, level[i]) : newest;
        }
        if (Math.max(oldest, newest) - least > TOUCH_US) {
            return null;
        }
        Arrays.sort(level);
        long residual = Math.round(level[n / 2] - least);
        return new ClockFit(eventEnd, delayEnd + least, drift * 1e6, residual, n);
    }

    /** The slope of the edge of the lower hull where the line is held up. */
    private static double slope(double[] at, double[] delay) {
        int[] hull = new int[at.length];
        int top = -1;
        for (int i = 0; i < at.length; i++) {
            while (top > 0 && !turnsUp(at, delay, hull[top - 1], hull[top], i)) {
                top--;
            }
            hull[++top] = i;
        }
        double heldUpAt = at[0] * (1 - HELD_UP_AT);
        int right = 1;
        while (right < top && at[hull[right]] < heldUpAt) {
            right++;
        }
        int a = hull[right - 1];
        int b = hull[right];
        return (delay[b] - delay[a]) / (at[b] - at[a]);
    }

    private static boolean turnsUp(double[] at, double[] delay, int a, int b, int c) {
        return (at[b] - at[a]) * (delay[c] - delay[a]) > (delay[b] - delay[a]) * (at[c] - at[a]);
    }
}
