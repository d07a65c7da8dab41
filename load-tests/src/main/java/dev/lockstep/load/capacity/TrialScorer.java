package dev.lockstep.load.capacity;

import dev.lockstep.load.measure.Quantiles;
import dev.lockstep.load.measure.Slope;
import dev.lockstep.load.result.TrialResult;
import dev.lockstep.load.system.TrialPlan;
import dev.lockstep.load.system.TrialRecord;
import dev.lockstep.load.talk.Shown;
import dev.lockstep.load.talk.SpeechScore;
import dev.lockstep.load.talk.SpeechScorer;
import dev.lockstep.load.talk.TalkStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a system did in a trial into figures. Lags count from the true end of a sentence as it
 * was meant to be spoken, so what waits anywhere counts. Stateless.
 */
public final class TrialScorer {
    private static final double MS_PER_MINUTE = 60_000;

    /** Sentences that end within so much of each other may wait in one queue, ms. */
    private static final double STRETCH_MS = 10_000;

    private TrialScorer() {}

    /** Scores all streams of the plan together. */
    public static ScoredTrial of(String name, TrialPlan plan, TrialRecord record) {
        long fromMs = plan.warmUp().toMillis();
        long toMs = plan.played().toMillis();
        int errors = 0;
        int words = 0;
        int missed = 0;
        int unsettled = 0;
        long updates = 0;
        List<ScoredTrial.LagPoint> lags = new ArrayList<>();
        for (TalkStream stream : plan.streams()) {
            List<Shown> shown = record.shown().getOrDefault(stream.id(), List.of());
            SpeechScore score = SpeechScorer.of(stream, shown, fromMs, toMs);
            updates += updates(shown, fromMs, toMs);
            errors += score.errors();
            words += score.words();
            missed += score.missed();
            for (SpeechScore.SentenceLag lag : score.sentences()) {
                if (Double.isNaN(lag.finalMs())) {
                    unsettled++;
                } else {
                    lags.add(new ScoredTrial.LagPoint(lag.endMs(), lag.firstMs(), lag.finalMs()));
                }
            }
        }
        lags.sort(Comparator.comparingLong(ScoredTrial.LagPoint::endMs));
        Slope slope = slope(lags);
        double audioSeconds = plan.measured().toMillis() / 1e3 * plan.streams().size();
        TrialResult figures =
                new TrialResult(
                        name,
                        plan.streams().size(),
                        figures(lags.stream().map(ScoredTrial.LagPoint::finalMs).toList()),
                        figures(lags.stream().map(ScoredTrial.LagPoint::firstMs).toList()),
                        record.cpuSeconds() / audioSeconds,
                        record.rssMb(),
                        words == 0 ? 0 : (double) errors / words,
                        slope.perUnit(),
                        lags.size(),
                        missed + unsettled,
                        updates / audioSeconds,
                        record.worstBacklogMs());
        return new ScoredTrial(
                figures,
                Double.isInfinite(slope.margin()) ? null : slope.margin(),
                unsettled,
                plan.measured().toMillis(),
                lags,
                record.resources());
    }

    private static long updates(List<Shown> shown, long fromMs, long toMs) {
        return shown.stream()
                .filter(line -> !line.settled() && line.atMs() >= fromMs && line.atMs() < toMs)
                .count();
    }

    /** Slope of the final lag, ms a minute. */
    static Slope slope(List<ScoredTrial.LagPoint> lags) {
        return Slope.of(
                lags.stream()
                        .map(lag -> new Slope.Point(lag.endMs() / MS_PER_MINUTE, lag.finalMs()))
                        .toList(),
                STRETCH_MS / MS_PER_MINUTE);
    }

    static TrialResult.@Nullable LagFigures figures(List<Double> lags) {
        if (lags.isEmpty()) {
            return null;
        }
        Quantiles quantiles = Quantiles.of(lags);
        return new TrialResult.LagFigures(
                quantiles.at(0.5), quantiles.at(0.95), quantiles.at(0.99));
    }
}
