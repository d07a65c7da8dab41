package dev.lockstep.schema.config;

import dev.lockstep.schema.registry.RegistryConf;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * How Kafka and the schema registry are reached: options that every program has which reads them.
 */
public final class ConnectionOptions {
    /** Brokers. */
    public static final Option<String> BOOTSTRAP_SERVERS =
            Option.required(
                    "kafka.bootstrap-servers",
                    OptionType.TEXT,
                    "Kafka brokers, host:port separated by commas.");

    /** More client settings. */
    public static final Option<Path> CLIENT_PROPERTIES =
            Option.optional(
                    "kafka.client-properties",
                    OptionType.PATH,
                    "Properties file with more settings for every Kafka client, such as TLS and"
                            + " SASL.");

    /** Topic prefix. */
    public static final Option<String> TOPIC_PREFIX =
            Option.of(
                    "kafka.topic-prefix",
                    OptionType.TEXT,
                    "",
                    "Put in front of the name of every topic, for instance for a tenant; the live"
                            + " view puts it in front of its application id as well.");

    /** Schema registry. */
    public static final Option<String> REGISTRY_URL =
            Option.required(
                    "registry.url",
                    OptionType.TEXT,
                    "Address of the schema registry's Confluent-compatible API.");

    /** Registry patience. */
    public static final Option<Duration> REGISTRY_PATIENCE =
            Option.of(
                    "registry.patience",
                    OptionType.DURATION,
                    Duration.ofSeconds(30),
                    "How long a call goes on trying while the registry cannot be reached; then a"
                            + " job starts again from its last checkpoint, and the live view from"
                            + " its last commit.");

    private ConnectionOptions() {}

    /**
     * The client settings of the file that is named; none without.
     *
     * @throws OptionsException when it cannot be read
     */
    public static Map<String, String> clientProperties(OptionValues values) {
        return values.find(CLIENT_PROPERTIES).map(ConnectionOptions::read).orElse(Map.of());
    }

    /**
     * The registry.
     *
     * @throws OptionsException when its address is none
     */
    public static RegistryConf registry(OptionValues values) {
        try {
            return new RegistryConf(values.get(REGISTRY_URL), values.get(REGISTRY_PATIENCE));
        } catch (IllegalArgumentException e) {
            throw new OptionsException(List.of(String.valueOf(e.getMessage())));
        }
    }

    private static Map<String, String> read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new OptionsException(
                    List.of(
                            "The client properties "
                                    + file
                                    + " cannot be read ("
                                    + e
                                    + "): check the path in "
                                    + CLIENT_PROPERTIES.key()
                                    + "."));
        }
        Map<String, String> map = new HashMap<>();
        properties.stringPropertyNames().forEach(k -> map.put(k, properties.getProperty(k)));
        return map;
    }
}
