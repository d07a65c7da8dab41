package dev.lockstep.load.replay;

import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends to Kafka: idempotent, acknowledged by all replicas, in the order of the records. One thread
 * sends; the counts may be read by any.
 */
final class KafkaSender implements RecordSink {
    private static final Duration CLOSE = Duration.ofSeconds(30);

    private final String bootstrap;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicReference<String> failure = new AtomicReference<>();

    /** A sender; {@code linger} is how long a batch waits for more records. */
    KafkaSender(String bootstrap, Duration linger) {
        this.bootstrap = bootstrap;
        Properties properties = new Properties();
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, String.valueOf(linger.toMillis()));
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, String.valueOf(64 * 1024));
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, String.valueOf(32L << 20));
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, String.valueOf(4 << 20));
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "30000");
        this.producer =
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Looks up where topics are, so that the first record need not wait for it. */
    void warm(Iterable<String> topics) {
        try {
            topics.forEach(producer::partitionsFor);
        } catch (KafkaException e) {
            failed(e);
        }
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // The callback hears of every outcome.
    public void send(Outgoing outgoing) {
        try {
            producer.send(
                    outgoing.record(),
                    (metadata, e) -> {
                        if (e == null) {
                            acknowledged.incrementAndGet();
                        } else {
                            failed.incrementAndGet();
                            failed(e);
                        }
                    });
        } catch (KafkaException e) {
            failed.incrementAndGet();
            failed(e);
        }
    }

    private void failed(Exception e) {
        String advice = advice(e);
        failure.compareAndSet(
                null,
                "Records could not be sent to "
                        + bootstrap
                        + " ("
                        + e.getMessage()
                        + "): "
                        + advice);
    }

    private static String advice(Exception e) {
        if (e instanceof RecordTooLargeException) {
            return "raise max.message.bytes of the topic.";
        }
        if (e instanceof TimeoutException && String.valueOf(e.getMessage()).contains("metadata")) {
            return "check that the brokers run, that the address is theirs, and that the topic is"
                    + " there (lockstep produce --create-topics makes it).";
        }
        return "check that the brokers run and that the address is theirs.";
    }

    @Override
    public Optional<String> failure() {
        return Optional.ofNullable(failure.get());
    }

    long acknowledged() {
        return acknowledged.get();
    }

    long failed() {
        return failed.get();
    }

    @Override
    public void close() {
        producer.close(CLOSE);
    }
}
