package dev.lockstep.load.capacity;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.lockstep.load.result.TrialResult;
import dev.lockstep.load.system.ResourceSample;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trial with what its figures were made of. Immutable.
 *
 * @param figures as they are printed
 * @param slopeMarginMsPerMinute half of the 95 % interval of the lag's slope, ms a minute; null
 *     where the trial is too short to tell
 * @param unsettled sentences that were shown and whose line was never settled
 * @param measuredMs part of the trial that was measured, ms
 * @param lags each sentence, in order of its end
 * @param resources what the system used over time
 */
public record ScoredTrial(
        @JsonUnwrapped TrialResult figures,
        @JsonProperty("lag_slope_margin_ms_per_min") @Nullable Double slopeMarginMsPerMinute,
        int unsettled,
        @JsonProperty("measured_ms") long measuredMs,
        List<LagPoint> lags,
        List<ResourceSample> resources) {
    public ScoredTrial {
        lags = List.copyOf(lags);
        resources = List.copyOf(resources);
    }

    /**
     * Lags of a sentence.
     *
     * @param endMs when it ended, ms from the start of the trial
     * @param firstMs to its first display, ms
     * @param finalMs to its settled line, ms
     */
    public record LagPoint(
            @JsonProperty("end_ms") long endMs,
            @JsonProperty("first_ms") double firstMs,
            @JsonProperty("final_ms") double finalMs) {}
}
