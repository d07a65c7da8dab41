package dev.lockstep.load.capacity;

import dev.lockstep.load.result.TrialResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * When a system holds a number of streams. Immutable.
 *
 * @param maxFinalP95 longest 95th percentile of the final lag
 */
public record CapacityGoal(Duration maxFinalP95) {
    /** As stated in the issue and in the peers' figures. */
    public static final CapacityGoal STANDARD = new CapacityGoal(Duration.ofSeconds(3));

    /** A recogniser leaves out the last word of a sentence now and then, however idle it is. */
    private static final double MISSED_SHARE = 0.05;

    /** Growth that would not matter within an hour is no growth: a limit's share a minute. */
    private static final double SLOPE_SHARE = 1 / 60.0;

    /** A lag of this many times the limit is no accident. */
    private static final double FAR = 2;

    /** What the trial breaks, in words; empty where the streams are held. */
    public List<String> broken(ScoredTrial trial) {
        TrialResult figures = trial.figures();
        List<String> reasons = new ArrayList<>();
        double limitMs = maxFinalP95.toMillis();
        if (figures.finalLagMs() == null) {
            reasons.add("no sentence was settled");
        } else if (figures.finalLagMs().p95() > limitMs) {
            reasons.add(
                    String.format(
                            Locale.ROOT,
                            "final p95 %.2f s is above %.2f s",
                            figures.finalLagMs().p95() / 1e3,
                            limitMs / 1e3));
        }
        if (trial.unsettled() > 0) {
            reasons.add(trial.unsettled() + " sentences were never settled");
        }
        int all = figures.sentences() + figures.missed();
        if (figures.missed() - trial.unsettled() > Math.max(1, MISSED_SHARE * all)) {
            reasons.add(figures.missed() + " of " + all + " sentences were missed");
        }
        double tolerated = limitMs * SLOPE_SHARE;
        Double margin = trial.slopeMarginMsPerMinute();
        if (margin != null && figures.lagSlopeMsPerMinute() - margin > tolerated) {
            reasons.add(
                    String.format(
                            Locale.ROOT,
                            "the lag grows by %.0f ± %.0f ms a minute",
                            figures.lagSlopeMsPerMinute(),
                            margin));
        }
        if (figures.worstBacklogMs() > limitMs) {
            reasons.add(
                    String.format(
                            Locale.ROOT,
                            "a chunk was taken %.1f s late",
                            figures.worstBacklogMs() / 1e3));
        }
        return reasons;
    }

    /** True when a failure is too plain to be an accident, so that nobody need try again. */
    boolean plainlyBroken(ScoredTrial trial) {
        TrialResult.LagFigures lags = trial.figures().finalLagMs();
        return lags == null || lags.p95() > FAR * maxFinalP95.toMillis();
    }
}
