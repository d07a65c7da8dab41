package dev.lockstep.local.run;

import dev.lockstep.job.StoreJob;
import dev.lockstep.job.config.StoreJobConf;
import dev.lockstep.job.store.StoreProgress;
import dev.lockstep.local.failure.UserException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;

/** The store job of the local pipeline, and how far it has come. Thread-safe. */
final class LocalStore {
    private final LocalCluster cluster;
    private final LocalJob job;
    private final StoreJobConf conf;

    private LocalStore(LocalCluster cluster, LocalJob job, StoreJobConf conf) {
        this.cluster = cluster;
        this.job = job;
        this.conf = conf;
    }

    /** Submits the job and returns once its tasks run. */
    static LocalStore start(LocalCluster cluster, StoreJobConf conf) {
        return new LocalStore(cluster, cluster.submit(LocalJobs.store(conf), StoreJob.NAME), conf);
    }

    /** Stops the job. */
    void cancel() {
        cluster.cancel(job);
    }

    /** What ended the job; empty while it runs. */
    Optional<String> failure() {
        try {
            cluster.throwIfFailed(job);
            return Optional.empty();
        } catch (UserException e) {
            return Optional.of(
                    "Results are not stored any more, so search lacks them. " + e.getMessage());
        }
    }

    /**
     * Waits until everything settled that the topics hold is in the store.
     *
     * @return what to say when it is not
     */
    Optional<String> await(Duration timeout) throws InterruptedException {
        Optional<String> failure = failure();
        if (failure.isPresent()) {
            return failure;
        }
        try (StoreProgress progress = new StoreProgress(conf)) {
            if (progress.await(timeout)) {
                return Optional.empty();
            }
            return failure().or(() -> Optional.of(late(timeout)));
        } catch (ExecutionException | KafkaException e) {
            return Optional.of(
                    "Nobody knows whether the store is complete: " + e.getMessage() + ".");
        }
    }

    private static String late(Duration timeout) {
        return "The store was not complete within "
                + timeout.toSeconds()
                + " s: search may lack the end.";
    }
}
