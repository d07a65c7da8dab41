package dev.lockstep.view.compliance;

import dev.lockstep.view.model.LagView;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Lags counted in steps of 10 ms from -5 s to 2 min; what is outside counts as the nearest of these
 * in percentiles, and as it is in the mean. Immutable.
 *
 * @param count how many
 * @param sumMs their sum
 * @param steps how many by step
 */
record LagCounts(long count, long sumMs, Map<Integer, Long> steps) {
    static final LagCounts NONE = new LagCounts(0, 0, Map.of());

    private static final double STEP_MS = 10;
    private static final int LOWEST = -500;
    private static final int HIGHEST = 12_000;

    LagCounts {
        steps = Map.copyOf(steps);
    }

    LagCounts plus(Iterable<Long> lagsMs) {
        Map<Integer, Long> more = new TreeMap<>(steps);
        long n = count;
        long sum = sumMs;
        for (long lagMs : lagsMs) {
            long step = Math.round(lagMs / STEP_MS);
            more.merge((int) Math.max(LOWEST, Math.min(HIGHEST, step)), 1L, Long::sum);
            n++;
            sum += lagMs;
        }
        return new LagCounts(n, sum, more);
    }

    /** Null without any. */
    @Nullable LagView view() {
        return count == 0
                ? null
                : new LagView(
                        count,
                        Math.round(10.0 * sumMs / count) / 10.0,
                        percentile(50),
                        percentile(95),
                        percentile(99));
    }

    private long percentile(int percent) {
        long rank = Math.max(1, (long) Math.ceil(percent / 100.0 * count));
        long below = 0;
        for (Map.Entry<Integer, Long> step : new TreeMap<>(steps).entrySet()) {
            below += step.getValue();
            if (below >= rank) {
                return (long) (step.getKey() * STEP_MS);
            }
        }
        throw new IllegalStateException("The steps hold fewer lags than were counted");
    }
}
