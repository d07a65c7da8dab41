package dev.lockstep.load.evaluate.efficiency;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What the items of a task took, one after the other. Immutable.
 *
 * @param task which
 * @param items how many
 * @param p50Ms wall time of an item, nearest rank, ms
 * @param p95Ms the same
 * @param itemsPerSecond items by the sum of their wall times
 * @param cpuSeconds of the whole process while they ran
 * @param cpuSecondsPerMediaSecond the same by their length; null where they have none
 * @param residentGb greatest resident memory of the process after an item, GiB: all that is loaded,
 *     not this task alone; negative where the system does not tell
 */
public record TaskCost(
        String task,
        int items,
        @JsonProperty("p50_ms") double p50Ms,
        @JsonProperty("p95_ms") double p95Ms,
        @JsonProperty("items_per_second") double itemsPerSecond,
        @JsonProperty("cpu_seconds") double cpuSeconds,
        @JsonProperty("cpu_seconds_per_media_second") @Nullable Double cpuSecondsPerMediaSecond,
        @JsonProperty("resident_gb") double residentGb) {}
