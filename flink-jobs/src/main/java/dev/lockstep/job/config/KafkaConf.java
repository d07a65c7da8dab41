package dev.lockstep.job.config;

import dev.lockstep.job.config.CaptioningJobOptions.StartFrom;
import java.util.Map;
import java.util.Properties;

/**
 * How Kafka is reached. Immutable.
 *
 * @param bootstrapServers brokers
 * @param groupId consumer group
 * @param startFrom where to begin when nothing is committed
 * @param clientProperties more settings for every client
 */
public record KafkaConf(
        String bootstrapServers,
        String groupId,
        StartFrom startFrom,
        Map<String, String> clientProperties) {
    public KafkaConf {
        clientProperties = Map.copyOf(clientProperties);
    }

    /** The client settings as Kafka's builders take them. */
    public Properties properties() {
        Properties properties = new Properties();
        properties.putAll(clientProperties);
        return properties;
    }
}
