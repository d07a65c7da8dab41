package dev.lockstep.load.capacity;

import dev.lockstep.load.result.TrialResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** A queue that takes so many streams and falls behind with more, with noise. */
final class SimulatedSystem implements TrialRunner {
    private static final int MEASURED_MS = 60_000;
    private static final int SENTENCE_MS = 4_000;

    private final double capacity;
    private final double mishaps;
    private final SplittableRandom random;

    /**
     * @param capacity streams that it just takes
     * @param mishaps share of trials in which something else takes a third of the machine
     */
    SimulatedSystem(double capacity, double mishaps, long seed) {
        this.capacity = capacity;
        this.mishaps = mishaps;
        this.random = new SplittableRandom(seed);
    }

    @Override
    public ScoredTrial run(int streams) {
        double takes = random.nextDouble() < mishaps ? capacity * 2 / 3 : capacity;
        double behind = Math.max(0, streams / takes - 1);
        List<ScoredTrial.LagPoint> lags = new ArrayList<>();
        for (int stream = 0; stream < streams; stream++) {
            for (int at = random.nextInt(SENTENCE_MS); at < MEASURED_MS; at += SENTENCE_MS) {
                double lag = 600 + behind * at + 200 * Math.abs(random.nextGaussian());
                lags.add(new ScoredTrial.LagPoint(at, lag / 3, lag));
            }
        }
        lags.sort(Comparator.comparingLong(ScoredTrial.LagPoint::endMs));
        var slope = TrialScorer.slope(lags);
        return new ScoredTrial(
                new TrialResult(
                        "simulated",
                        streams,
                        TrialScorer.figures(
                                lags.stream().map(ScoredTrial.LagPoint::finalMs).toList()),
                        TrialScorer.figures(
                                lags.stream().map(ScoredTrial.LagPoint::firstMs).toList()),
                        0.1,
                        500,
                        0.08,
                        slope.perUnit(),
                        lags.size(),
                        0,
                        0.5,
                        behind * MEASURED_MS),
                slope.margin(),
                0,
                MEASURED_MS,
                lags,
                List.of());
    }
}
