package dev.lockstep.schema.registry;

import java.time.Duration;

/**
 * Where the registry is and how long to wait for it. Immutable; travels to Flink tasks.
 *
 * @param url base address of its Confluent-compatible API
 * @param patience how long a call goes on trying while the registry cannot be reached
 */
public record RegistryConf(String url, Duration patience) implements SchemaRegistrySupplier {
    private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(30);

    /** Checks both. */
    public RegistryConf {
        if (!url.startsWith("http://") && !url.startsWith("https://")) {
            throw new IllegalArgumentException(
                    "The schema registry's address must begin with http:// or https://: '"
                            + url
                            + "'.");
        }
        if (patience.isNegative()) {
            throw new IllegalArgumentException("The patience must not be negative: " + patience);
        }
    }

    /** The registry at an address, with a patience of 30 s. */
    public static RegistryConf of(String url) {
        return new RegistryConf(url, DEFAULT_PATIENCE);
    }

    @Override
    public SchemaRegistry open() {
        return new ConfluentSchemaRegistry(this);
    }
}
