package dev.lockstep.load.evaluate.accuracy;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lockstep.load.evaluate.statistics.Bootstrap;
import dev.lockstep.load.evaluate.statistics.Interval;
import dev.lockstep.load.evaluate.statistics.Quantiles;
import dev.lockstep.load.evaluate.statistics.Share;
import java.util.ArrayList;
import java.util.List;

/**
 * How well windows tell the skew that was planted between sound and pictures. Immutable.
 *
 * @param streams how many, each with another offset, drift or network
 * @param without of them, in how many no window told any skew
 * @param errorMs mean distance of what the last window says from the truth, ms, over streams
 * @param p50Ms the same distance, nearest rank
 * @param p95Ms the same
 * @param inTheirWindows of pictures, with event times corrected by the estimate
 */
public record AlignmentScore(
        int streams,
        int without,
        @JsonProperty("error_ms") Interval errorMs,
        @JsonProperty("p50_ms") double p50Ms,
        @JsonProperty("p95_ms") double p95Ms,
        @JsonProperty("in_their_windows") Interval inTheirWindows) {
    private static final int SECONDS = 60;
    private static final int REPETITIONS = 3;
    private static final List<Double> OFFSETS_MS =
            List.of(-500.0, -100.0, 0.0, 100.0, 300.0, 500.0);
    private static final List<Double> DRIFTS_PPM = List.of(0.0, 100.0);
    private static final double P50 = 0.5;
    private static final double P95 = 0.95;

    /** Plants offsets to half a second and drifts to 100 ppm in streams of a minute. */
    public static AlignmentScore measure(Bootstrap bootstrap, long seed) {
        List<PlantedSkew.Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < REPETITIONS; i++) {
            for (double offset : OFFSETS_MS) {
                for (double drift : DRIFTS_PPM) {
                    outcomes.add(
                            new PlantedSkew(offset, drift, SECONDS, true, seed + outcomes.size())
                                    .run());
                }
            }
        }
        List<Double> errors =
                outcomes.stream()
                        .map(PlantedSkew.Outcome::errorMs)
                        .filter(error -> !error.isNaN())
                        .toList();
        List<Share> shares = outcomes.stream().map(PlantedSkew.Outcome::inTheirWindows).toList();
        return new AlignmentScore(
                outcomes.size(),
                outcomes.size() - errors.size(),
                bootstrap.mean(errors),
                errors.isEmpty() ? Double.NaN : Quantiles.nearestRank(errors, P50),
                errors.isEmpty() ? Double.NaN : Quantiles.nearestRank(errors, P95),
                bootstrap.rate(shares));
    }
}
