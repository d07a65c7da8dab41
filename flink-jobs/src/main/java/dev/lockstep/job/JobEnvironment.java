package dev.lockstep.job;

import dev.lockstep.job.config.RuntimeConf;
import dev.lockstep.schema.config.OptionsException;

import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

import java.time.Duration;
import java.util.List;

/** What every job of Lockstep asks of Flink. Stateless. */
public final class JobEnvironment {
    private static final int TOLERABLE_FAILED_CHECKPOINTS = 3;

    private JobEnvironment() {}

    /**
     * Sets it.
     *
     * @throws OptionsException when checkpoints would have nowhere to go
     */
    public static void configure(StreamExecutionEnvironment env, RuntimeConf conf) {
        Configuration flink = new Configuration();
        // Kryo would be slow and its state could not be upgraded: a type that needs it is an error.
        flink.set(PipelineOptions.GENERIC_TYPES, false);
        flink.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        // Values are immutable, so operators of a task may share them.
        flink.set(PipelineOptions.OBJECT_REUSE, true);
        flink.set(ExecutionOptions.BUFFER_TIMEOUT, conf.bufferTimeout());
        checkpoints(env, flink, conf);
        restarts(flink, conf);
        env.configure(flink);
        env.setParallelism(conf.parallelism());
    }

    private static void checkpoints(
            StreamExecutionEnvironment env, Configuration flink, RuntimeConf conf) {
        flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, conf.checkpointInterval());
        flink.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, conf.checkpointTimeout());
        flink.set(
                CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE,
                CheckpointingMode.EXACTLY_ONCE);
        flink.set(CheckpointingOptions.MAX_CONCURRENT_CHECKPOINTS, 1);
        flink.set(CheckpointingOptions.ENABLE_UNALIGNED, false);
        flink.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, TOLERABLE_FAILED_CHECKPOINTS);
        flink.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        flink.set(StateBackendOptions.STATE_BACKEND, "hashmap");
        if (!conf.checkpointDir().isEmpty()) {
            flink.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
            flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, conf.checkpointDir());
        } else if (!env.getConfiguration()
                .getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY)
                .isPresent()) {
            throw new OptionsException(
                    List.of(
                            "Checkpoints would be kept in the job manager's memory, which is lost"
                                    + " with it and takes 5 MB: set job.checkpoint-dir to a folder"
                                    + " that all machines reach."));
        }
    }

    private static void restarts(Configuration flink, RuntimeConf conf) {
        flink.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        flink.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
                Duration.ofMillis(200));
        flink.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
                Duration.ofSeconds(30));
        flink.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
                Duration.ofMinutes(10));
        if (conf.restartAttempts() > 0) {
            flink.set(
                    RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS,
                    conf.restartAttempts());
        }
    }
}
