package dev.lockstep.load.evaluate.robustness;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lockstep.load.evaluate.statistics.Interval;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What windows do where a modality is missing. Immutable.
 *
 * @param modality which is missing; null where all are there
 * @param how {@code whole}, {@code absent}: announced and never heard, or {@code stops}: silent
 *     from the middle of the stream on
 * @param windows settled
 * @param fired of the windows of the whole stream, the share that fired here too; this and the
 *     waits without the last 2.5 s, whose windows wait for sources to end
 * @param p95WaitMs from the end of a window to when it fired, nearest rank, ms
 * @param greatestWaitMs the longest
 * @param told of the windows in which the modality is not complete: how many give which reason; one
 *     that gives none is under {@code nothing}
 * @param weights mean weight of each modality in the fused windows
 * @param likeness mean cosine of the fused vector to that of the whole stream's same window; null
 *     for the whole stream and where there is no encoder
 */
public record MissingModality(
        @Nullable String modality,
        String how,
        int windows,
        double fired,
        @JsonProperty("p95_wait_ms") double p95WaitMs,
        @JsonProperty("greatest_wait_ms") double greatestWaitMs,
        Map<String, Integer> told,
        Map<String, Double> weights,
        @Nullable Interval likeness) {}
