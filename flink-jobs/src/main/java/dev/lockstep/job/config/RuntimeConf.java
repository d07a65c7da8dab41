package dev.lockstep.job.config;

import java.time.Duration;

/**
 * How Flink runs a job. Immutable.
 *
 * @param parallelism subtasks of each operator
 * @param checkpointInterval time between checkpoints
 * @param checkpointTimeout a checkpoint that takes longer is given up
 * @param checkpointDir URI of the folder for checkpoints; empty for the cluster's
 * @param bufferTimeout how long a record may wait for others on its way between tasks
 * @param restartAttempts failures in a row after which the job gives up; 0 for never
 */
public record RuntimeConf(
        int parallelism,
        Duration checkpointInterval,
        Duration checkpointTimeout,
        String checkpointDir,
        Duration bufferTimeout,
        int restartAttempts) {}
