package dev.lockstep.local.run;

import dev.lockstep.local.failure.UserException;

import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Flink in this process: one job manager, one task manager, some jobs. Thread-safe. */
final class LocalCluster implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalCluster.class);
    private static final long PATIENCE_S = 30;
    private static final long ABANDON_AFTER_S = 5;
    private static final long POLL_MS = 20;

    private final MiniCluster cluster;

    private LocalCluster(MiniCluster cluster) {
        this.cluster = cluster;
    }

    /** Starts a cluster on free ports with a slot for each subtask of each job. */
    static LocalCluster start(int slots) {
        Configuration flink = new Configuration();
        flink.set(RestOptions.BIND_PORT, "0");
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(32));
        flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(32));
        flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(1));
        MiniCluster cluster =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(flink)
                                .setNumTaskManagers(1)
                                .setNumSlotsPerTaskManager(slots)
                                .build());
        try {
            cluster.start();
            return new LocalCluster(cluster);
        } catch (Exception e) {
            throw new UserException(
                    "Flink could not be started in this process (" + e.getMessage() + ").", e);
        }
    }

    /** Submits what was built in the environment and returns once all its tasks run. */
    LocalJob submit(StreamExecutionEnvironment env, String name) {
        try {
            LocalJob job =
                    new LocalJob(
                            cluster.submitJob(env.getStreamGraph().getJobGraph())
                                    .get(PATIENCE_S, TimeUnit.SECONDS)
                                    .getJobID(),
                            name);
            LOG.info("Submitted {} as {}", name, job.id());
            long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(2 * PATIENCE_S);
            while (!allRunning(job)) {
                throwIfFailed(job);
                if (System.nanoTime() - deadlineNs > 0) {
                    throw new UserException(
                            "The job "
                                    + name
                                    + " did not get going within "
                                    + 2 * PATIENCE_S
                                    + " s; is the machine short of memory or CPU?");
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MS);
            }
            return job;
        } catch (ExecutionException | TimeoutException e) {
            throw new UserException("The job " + name + " could not be started.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserException("Interrupted while the job " + name + " was starting.", e);
        }
    }

    /**
     * Throws what ended the job, if something did.
     *
     * @throws UserException with the root of the failure in its message
     */
    void throwIfFailed(LocalJob job) {
        try {
            JobStatus status = cluster.getJobStatus(job.id()).get(PATIENCE_S, TimeUnit.SECONDS);
            if (status == JobStatus.FAILED || status == JobStatus.FAILING) {
                AccessExecutionGraph graph =
                        cluster.getExecutionGraph(job.id()).get(PATIENCE_S, TimeUnit.SECONDS);
                var failure = graph.getFailureInfo();
                Throwable cause =
                        failure == null
                                ? new IllegalStateException("for an unknown reason")
                                : failure.getException()
                                        .deserializeError(LocalCluster.class.getClassLoader());
                throw new UserException("The job " + job.name() + " failed: " + root(cause), cause);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new UserException("The job " + job.name() + " does not answer any more.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Kills the task manager as a machine that fails would and starts another; the jobs come back
     * from their last checkpoints.
     */
    void replaceTaskManager() {
        try {
            cluster.terminateTaskManager(0).get(PATIENCE_S, TimeUnit.SECONDS);
            cluster.startTaskManager();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new UserException("The task manager could not be replaced (" + e + ").", e);
        }
    }

    /** Cancels a job and waits for its end. */
    void cancel(LocalJob job) {
        try {
            cluster.cancelJob(job.id()).get(PATIENCE_S, TimeUnit.SECONDS);
            cluster.requestJobResult(job.id()).get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("The job {} could not be cancelled", job.name(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        end(PATIENCE_S);
    }

    /** Ends what ends soon: for a job that waits for a broker which is gone. */
    void abandon() {
        end(ABANDON_AFTER_S);
    }

    private void end(long patienceS) {
        try {
            cluster.closeAsync().get(patienceS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("Flink did not end in an orderly way", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean allRunning(LocalJob job)
            throws ExecutionException, InterruptedException, TimeoutException {
        AccessExecutionGraph graph =
                cluster.getExecutionGraph(job.id()).get(PATIENCE_S, TimeUnit.SECONDS);
        if (graph.getState() != JobStatus.RUNNING) {
            return false;
        }
        for (AccessExecutionVertex vertex : graph.getAllExecutionVertices()) {
            if (vertex.getExecutionState() != ExecutionState.RUNNING) {
                return false;
            }
        }
        return true;
    }

    private static String root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return message == null
                ? root.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
