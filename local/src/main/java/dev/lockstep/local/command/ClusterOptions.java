package dev.lockstep.local.command;

import dev.lockstep.local.failure.UserException;
import dev.lockstep.schema.registry.RegistryConf;
import picocli.CommandLine.Option;

/** Where a cluster is; filled by picocli. */
public final class ClusterOptions {
    @Option(
            names = "--bootstrap",
            required = true,
            paramLabel = "HOST:PORT,…",
            description = "Kafka brokers.")
    String bootstrap = "";

    @Option(
            names = "--registry",
            required = true,
            paramLabel = "URL",
            description = "Schema registry (Confluent-compatible API).")
    String registry = "";

    /** The brokers. */
    public String bootstrap() {
        return bootstrap;
    }

    /**
     * The registry.
     *
     * @throws UserException when the address is none
     */
    public RegistryConf registryConf() {
        return registryConf(registry);
    }

    /**
     * The registry at an address.
     *
     * @throws UserException when the address is none
     */
    static RegistryConf registryConf(String address) {
        try {
            return RegistryConf.of(address);
        } catch (IllegalArgumentException e) {
            throw new UserException(String.valueOf(e.getMessage()), e);
        }
    }
}
