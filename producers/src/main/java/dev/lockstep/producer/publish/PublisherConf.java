package dev.lockstep.producer.publish;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * How records are sent. Always idempotent, acknowledged by all replicas, and never given up while
 * the run goes on: when the log is slow or away, sending blocks once the buffer is full.
 *
 * @param bootstrapServers addresses of brokers, host:port, separated by commas
 * @param bufferBytes memory for records that are not acknowledged yet
 * @param linger how long a batch waits for more records
 * @param compression {@code none} for media, which is compressed already; {@code lz4} for text
 * @param connectPatience how long the first record of a topic may wait for the broker
 * @param closePatience how long the end of a run waits for the last acknowledgements
 * @param clientProperties more properties of the Kafka client, for instance security
 */
public record PublisherConf(
        String bootstrapServers,
        long bufferBytes,
        Duration linger,
        String compression,
        Duration connectPatience,
        Duration closePatience,
        Map<String, String> clientProperties) {

    private static final int BATCH_BYTES = 64 * 1024;
    private static final String BLOCK_MS = "500";

    public PublisherConf {
        clientProperties = Map.copyOf(clientProperties);
        if (bufferBytes < 1 << 20) {
            throw new IllegalArgumentException(
                    "The buffer must have at least 1 MiB, not " + bufferBytes + " bytes");
        }
    }

    /** Media: 16 MiB of buffer, 5 ms of linger, no compression. */
    public static PublisherConf media(String bootstrapServers) {
        return new PublisherConf(
                bootstrapServers,
                16L << 20,
                Duration.ofMillis(5),
                "none",
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Map.of());
    }

    /** Text: the same with lz4. */
    public static PublisherConf text(String bootstrapServers) {
        return media(bootstrapServers).withCompression("lz4");
    }

    /** The same with another compression. */
    public PublisherConf withCompression(String name) {
        return new PublisherConf(
                bootstrapServers,
                bufferBytes,
                linger,
                name,
                connectPatience,
                closePatience,
                clientProperties);
    }

    /** The same with other limits. */
    public PublisherConf withLimits(long buffer, Duration connect, Duration close) {
        return new PublisherConf(
                bootstrapServers, buffer, linger, compression, connect, close, clientProperties);
    }

    Properties toProperties() {
        Properties p = new Properties();
        p.putAll(clientProperties);
        p.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        p.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        p.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        p.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        p.put(ProducerConfig.ACKS_CONFIG, "all");
        p.put(ProducerConfig.LINGER_MS_CONFIG, String.valueOf(linger.toMillis()));
        p.put(ProducerConfig.BATCH_SIZE_CONFIG, String.valueOf(BATCH_BYTES));
        p.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, compression);
        p.put(ProducerConfig.BUFFER_MEMORY_CONFIG, String.valueOf(bufferBytes));
        // A full buffer is waited for in short turns, so that a stop is heard.
        p.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MS);
        p.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, String.valueOf(Integer.MAX_VALUE));
        return p;
    }
}
