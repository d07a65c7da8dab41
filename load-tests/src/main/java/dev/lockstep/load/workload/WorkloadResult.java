package dev.lockstep.load.workload;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;

import dev.lockstep.load.capacity.ScoredTrial;
import dev.lockstep.load.probe.LedgerCheck;
import dev.lockstep.load.probe.StageProbe;
import dev.lockstep.load.system.ResourceSample;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * What a workload did. Immutable.
 *
 * @param streams how many there were
 * @param sent records handed over, copies and ends of streams among them
 * @param lateP99Ms 99th percentile of how late the driver handed records over, ms
 * @param lateMaxMs the latest, ms
 * @param cpuSecondsPerStreamSecond CPU time by stream and second of event time, after the warm-up
 * @param rssMb resident memory at the end, MB
 * @param faults records that faults have struck, by kind
 * @param stages how long results took, stage by stage
 * @param ledger what was sent and what the ledger tells, source by source
 * @param deadLetters by stage and kind
 * @param problems what does not add up; empty when all does
 * @param speech lags and word errors of the captions; null without sound or at another speed
 * @param resources what was used over time
 * @param wholes each result after the warm-up, by kind: not in the JSON
 */
record WorkloadResult(
        int streams,
        long sent,
        @JsonProperty("late_p99_ms") double lateP99Ms,
        @JsonProperty("late_max_ms") double lateMaxMs,
        @JsonProperty("cpu_seconds_per_stream_second") double cpuSecondsPerStreamSecond,
        @JsonProperty("rss_mb") long rssMb,
        Map<String, Long> faults,
        List<StageProbe.Stage> stages,
        List<LedgerCheck.Row> ledger,
        @JsonProperty("dead_letters") Map<String, Long> deadLetters,
        List<String> problems,
        @Nullable ScoredTrial speech,
        List<ResourceSample> resources,
        @JsonIgnore Map<String, List<StageProbe.Sample>> wholes) {}
