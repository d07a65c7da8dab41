package dev.lockstep.load.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one trial, as {@code bench capacity} and {@code bench peers} print them.
 *
 * @param name of the system
 * @param streams how many played
 * @param finalLagMs from the true end of a sentence to its settled line, ms; null without any
 * @param firstLagMs from the true end of a sentence to the first line that shows its last word, ms;
 *     null without any
 * @param cpuSecondsPerAudioSecond CPU time by sound of all streams
 * @param rssMb resident memory of all processes of the system, MB
 * @param wer word errors by words of the reference, 0..
 * @param lagSlopeMsPerMinute slope of the final lag over time (least squares), ms a minute
 * @param sentences how many sentences the lags are made of
 * @param missed sentences whose last word was never shown, or whose line was never settled
 * @param updatesPerSecond lines shown before they were settled, by seconds of sound of all streams:
 *     how lively captions grow. It falls where a machine has no time for what will be replaced
 * @param worstBacklogMs how late the latest chunk was taken, ms
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record TrialResult(
        String name,
        int streams,
        @JsonProperty("final_lag_ms") @Nullable LagFigures finalLagMs,
        @JsonProperty("first_lag_ms") @Nullable LagFigures firstLagMs,
        @JsonProperty("cpu_seconds_per_audio_second") double cpuSecondsPerAudioSecond,
        @JsonProperty("rss_mb") long rssMb,
        double wer,
        @JsonProperty("lag_slope_ms_per_min") double lagSlopeMsPerMinute,
        int sentences,
        int missed,
        @JsonProperty("updates_per_second") double updatesPerSecond,
        @JsonProperty("worst_backlog_ms") double worstBacklogMs) {
    /** A distribution by nearest rank, ms. */
    public record LagFigures(double p50, double p95, double p99) {}
}
