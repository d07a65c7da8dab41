package dev.lockstep.load.scale;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.lockstep.load.result.TrialResult;

/**
 * A trial with so many task managers.
 *
 * @param taskManagers processes that ran the job
 * @param cores limit of each, CPU seconds a second; 0 for none
 * @param result figures of the trial; its CPU time is that of all processes
 * @param taskManagerCpu CPU time of the task managers alone over the whole trial, warm-up included,
 *     by second of sound
 */
record ScalePoint(
        @JsonProperty("task_managers") int taskManagers,
        @JsonProperty("cores_each") double cores,
        @JsonUnwrapped TrialResult result,
        @JsonProperty("task_manager_cpu_seconds_per_audio_second") double taskManagerCpu) {
    /** CPU time of what the task managers share: broker, registry, job manager, driver, reader. */
    @JsonProperty("shared_cpu_seconds_per_audio_second")
    double sharedCpu() {
        return Math.max(0, result.cpuSecondsPerAudioSecond() - taskManagerCpu);
    }
}
