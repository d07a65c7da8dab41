package dev.lockstep.sink.kafka;

import dev.lockstep.schema.registry.SchemaRegistrySupplier;
import java.io.Serializable;
import java.time.Duration;

/**
 * How results are written to Kafka. Immutable.
 *
 * @param bootstrapServers the brokers
 * @param registry opens the schema registry in each task
 * @param compression the producer's codec: none, lz4, zstd, snappy or gzip
 * @param linger how long a record waits for others to share its batch
 * @param transactionTimeout after how long the broker aborts a transaction that is left open
 * @param brokerMaxTransactionTimeout the broker's {@code transaction.max.timeout.ms}
 * @param checkpointInterval time between two checkpoints of the job; its transactions last as long
 * @param restartTime longest time that a failed job needs to run again
 */
public record KafkaSinkConf(
        String bootstrapServers,
        SchemaRegistrySupplier registry,
        String compression,
        Duration linger,
        Duration transactionTimeout,
        Duration brokerMaxTransactionTimeout,
        Duration checkpointInterval,
        Duration restartTime)
        implements Serializable {
    private static final Duration LONGEST_LINGER = Duration.ofSeconds(1);

    /** Refuses settings under which results could be lost or held back. */
    public KafkaSinkConf {
        if (bootstrapServers.isBlank()) {
            throw new IllegalArgumentException(
                    "The Kafka sinks need the brokers' addresses, for instance broker:9092.");
        }
        if (linger.isNegative() || linger.compareTo(LONGEST_LINGER) > 0) {
            throw new IllegalArgumentException(
                    "The producer's linger must be between 0 and 1 s, since captions wait for it: "
                            + linger
                            + ".");
        }
        requirePositive("checkpoint interval", checkpointInterval);
        requirePositive("transaction timeout", transactionTimeout);
        if (transactionTimeout.compareTo(brokerMaxTransactionTimeout) > 0) {
            throw new IllegalArgumentException(
                    "The transaction timeout of "
                            + transactionTimeout
                            + " is above the broker's maximum of "
                            + brokerMaxTransactionTimeout
                            + ": the broker would refuse every transaction. Lower it, or raise"
                            + " transaction.max.timeout.ms on the brokers.");
        }
        Duration shortest = checkpointInterval.plus(restartTime);
        if (transactionTimeout.compareTo(shortest) <= 0) {
            throw new IllegalArgumentException(
                    "The transaction timeout of "
                            + transactionTimeout
                            + " must be longer than a checkpoint interval and a restart together ("
                            + shortest
                            + "): the broker would abort results that a checkpoint has already"
                            + " counted as written. Raise it, or checkpoint more often.");
        }
    }

    /**
     * The settings for a job that checkpoints at an interval: lz4, a linger of 5 ms, transactions
     * of 10 minutes under the brokers' usual maximum of 15, and 5 minutes for a restart.
     */
    public static KafkaSinkConf of(
            String bootstrapServers, SchemaRegistrySupplier registry, Duration checkpointInterval) {
        return new KafkaSinkConf(
                bootstrapServers,
                registry,
                "lz4",
                Duration.ofMillis(5),
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
