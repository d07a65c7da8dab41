package dev.lockstep.job.config;

import dev.lockstep.schema.config.OptionsException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.connector.base.DeliveryGuarantee;

/** Refuses settings under which records would be lost or doubled, before the job starts. */
public final class DeliveryChecks {
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(10);

    private DeliveryChecks() {}

    /**
     * Checks what can be known without asking the broker.
     *
     * @throws OptionsException with a sentence for each thing that is unsafe
     */
    public static void check(DeliveryConf delivery, RuntimeConf runtime) {
        List<String> problems = new ArrayList<>();
        delivery.byOption()
                .forEach(
                        (option, guarantee) -> {
                            if (guarantee == DeliveryGuarantee.NONE) {
                                problems.add(
                                        "With "
                                                + option
                                                + "=none a failure loses records: set it to"
                                                + " at-least-once or exactly-once.");
                            }
                        });
        checkInterval(runtime, problems);
        if (delivery.isTransactional()) {
            checkTransactions(delivery, runtime, problems);
        }
        if (!problems.isEmpty()) {
            throw new OptionsException(problems);
        }
    }

    /**
     * Checks what a job without transactions needs.
     *
     * @throws OptionsException with a sentence for each thing that is unsafe
     */
    public static void check(RuntimeConf runtime) {
        List<String> problems = new ArrayList<>();
        checkInterval(runtime, problems);
        if (!problems.isEmpty()) {
            throw new OptionsException(problems);
        }
    }

    private static void checkInterval(RuntimeConf runtime, List<String> problems) {
        if (runtime.checkpointInterval().compareTo(SHORTEST_INTERVAL) < 0) {
            problems.add(
                    "Without checkpoints no guarantee can be kept: set job.checkpoint-interval to"
                            + " at least 10ms, for instance 1s.");
        }
    }

    private static void checkTransactions(
            DeliveryConf delivery, RuntimeConf runtime, List<String> problems) {
        Duration timeout = delivery.transactionTimeout();
        if (delivery.transactionalIdPrefix().isBlank()) {
            problems.add(
                    "Exactly-once needs transactional ids of the job's own: set"
                            + " delivery.transactional-id-prefix to a name that no other job has.");
        }
        if (timeout.compareTo(delivery.brokerTransactionLimit()) > 0) {
            problems.add(
                    "The broker refuses transactions of "
                            + seconds(timeout)
                            + ": set delivery.transaction-timeout to at most its limit of "
                            + seconds(delivery.brokerTransactionLimit())
                            + ", or raise transaction.max.timeout.ms there and"
                            + " delivery.broker-transaction-limit here.");
        }
        Duration needed = runtime.checkpointInterval().plus(runtime.checkpointTimeout());
        if (timeout.compareTo(needed) <= 0) {
            problems.add(
                    "A transaction is open from one checkpoint to the end of the next, up to "
                            + seconds(needed)
                            + ", and would time out after "
                            + seconds(timeout)
                            + ": set delivery.transaction-timeout above that or lower"
                            + " job.checkpoint-interval or job.checkpoint-timeout.");
        }
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() / 1000.0 + " s";
    }
}
