package dev.lockstep.job;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;

/**
 * The Flink clusters of the tests.
 *
 * <p>Keep checkpoints in a static {@code @TempDir}: it is deleted after the cluster was closed. One
 * of a test method goes while the cluster may still write to it, as a job's last checkpoints are
 * cleared away after the job has ended.
 */
final class JobCluster {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private JobCluster() {}

    /** One task manager with two slots. */
    static MiniClusterExtension twoSlots() {
        return new MiniClusterExtension(
                new MiniClusterResourceConfiguration.Builder()
                        .setNumberTaskManagers(1)
                        .setNumberSlotsPerTaskManager(2)
                        .build());
    }

    /** Cancels the job unless it has ended, and waits until it has. */
    static void end(JobClient job) throws Exception {
        if (!job.getJobStatus().get().isGloballyTerminalState()) {
            job.cancel().get();
            job.getJobExecutionResult()
                    .handle((result, cancelled) -> null)
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }
}
