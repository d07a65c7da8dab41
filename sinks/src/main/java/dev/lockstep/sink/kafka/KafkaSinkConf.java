package dev.lockstep.sink.kafka;

import dev.lockstep.schema.registry.SchemaRegistrySupplier;

import java.io.Serializable;
import java.time.Duration;
import java.util.Map;

/**
 * How results are written to Kafka. Immutable.
 *
 * @param bootstrapServers the brokers
 * @param clientProperties more settings for the producer, such as TLS and SASL; they win over
 *     compression and linger, never over what a guarantee rests on
 * @param registry opens the schema registry in each task
 * @param compression the producer's codec: none, lz4, zstd, snappy or gzip
 * @param linger how long a record waits for others to share its batch
 */
public record KafkaSinkConf(
        String bootstrapServers,
        Map<String, String> clientProperties,
        SchemaRegistrySupplier registry,
        String compression,
        Duration linger)
        implements Serializable {
    private static final Duration LONGEST_LINGER = Duration.ofSeconds(1);

    /** Refuses settings under which results would be held back. */
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
        clientProperties = Map.copyOf(clientProperties);
    }

    /** The usual settings: lz4 and a linger of 1 ms, no more client properties. */
    public static KafkaSinkConf of(String bootstrapServers, SchemaRegistrySupplier registry) {
        return new KafkaSinkConf(bootstrapServers, Map.of(), registry, "lz4", Duration.ofMillis(1));
    }

    /** The same with more client properties. */
    public KafkaSinkConf with(Map<String, String> otherClientProperties) {
        return new KafkaSinkConf(
                bootstrapServers, otherClientProperties, registry, compression, linger);
    }
}
