package dev.lockstep.sink.kafka;

import java.time.Duration;

/**
 * The transactions of a job's exactly-once sinks. Immutable.
 *
 * @param timeout after how long the broker aborts a transaction that is left open
 * @param brokerMaxTimeout the broker's {@code transaction.max.timeout.ms}
 * @param checkpointInterval time between two checkpoints of the job; its transactions last as long
 * @param slack what a transaction may last beyond that: a slow checkpoint, or a restart
 */
public record TransactionConf(
        Duration timeout, Duration brokerMaxTimeout, Duration checkpointInterval, Duration slack) {

    /** Refuses settings under which results could be lost. */
    public TransactionConf {
        requirePositive("checkpoint interval", checkpointInterval);
        requirePositive("transaction timeout", timeout);
        if (timeout.compareTo(brokerMaxTimeout) > 0) {
            throw new IllegalArgumentException(
                    "The transaction timeout of "
                            + timeout
                            + " is above the broker's maximum of "
                            + brokerMaxTimeout
                            + ": the broker would refuse every transaction. Lower it, or raise"
                            + " transaction.max.timeout.ms on the brokers.");
        }
        Duration shortest = checkpointInterval.plus(slack);
        if (timeout.compareTo(shortest) <= 0) {
            throw new IllegalArgumentException(
                    "The transaction timeout of "
                            + timeout
                            + " must be longer than a checkpoint interval and a restart together ("
                            + shortest
                            + "): the broker would abort results that a checkpoint has already"
                            + " counted as written. Raise it, or checkpoint more often.");
        }
    }

    /**
     * For a job that checkpoints at an interval: transactions of 10 minutes under the brokers'
     * usual maximum of 15, and 5 minutes of slack.
     */
    public static TransactionConf of(Duration checkpointInterval) {
        return new TransactionConf(
                Duration.ofMinutes(10),
                Duration.ofMinutes(15),
                checkpointInterval,
                Duration.ofMinutes(5));
    }

    private static void requirePositive(String what, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("The " + what + " must be positive: " + value + ".");
        }
    }
}
