package dev.lockstep.load.system;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * One look at what a system uses during a trial.
 *
 * @param atMs when, ms from the start of the trial
 * @param cpuSeconds CPU time of all its processes since the start of the trial
 * @param rssMb their resident memory, MB
 * @param liveHeapMb heap that was left after a full collection, MB; null where none was made
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResourceSample(
        @JsonProperty("at_ms") long atMs,
        @JsonProperty("cpu_seconds") double cpuSeconds,
        @JsonProperty("rss_mb") long rssMb,
        @JsonProperty("live_heap_mb") @Nullable Double liveHeapMb) {}
