package dev.lockstep.local.swap;

import dev.lockstep.local.failure.UserException;
import dev.lockstep.schema.avro.ModelControl;
import dev.lockstep.schema.avro.ModelEvent;
import dev.lockstep.schema.registry.RegistryConf;
import dev.lockstep.schema.registry.SchemaRegistry;
import dev.lockstep.schema.serde.AvroRecordDecoder;
import dev.lockstep.schema.serde.AvroRecordEncoder;
import dev.lockstep.schema.serde.UndecodableRecordException;
import dev.lockstep.schema.topic.Topic;
import dev.lockstep.schema.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two topics over which models are replaced: writes to one, and reads the other from where it
 * ended when this was opened. Not thread-safe.
 */
public final class ControlTopics implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlTopics.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int PATIENCE_MS = 15_000;

    private final String bootstrap;
    private final Topic<ModelControl> control;
    private final Topic<ModelEvent> events;
    private final SchemaRegistry registry;
    private final KafkaConsumer<byte[], byte[]> consumer;

    /**
     * Begins to follow the events.
     *
     * @param bootstrap addresses of brokers, host:port, separated by commas
     * @param prefix in front of the topics' names, may be empty
     * @throws UserException when brokers or topics cannot be reached
     */
    public ControlTopics(String bootstrap, RegistryConf registry, String prefix) {
        this.bootstrap = bootstrap;
        this.control = Topics.CONTROL.named(prefix + Topics.CONTROL.name());
        this.events = Topics.MODEL_EVENTS.named(prefix + Topics.MODEL_EVENTS.name());
        this.registry = registry.open();
        this.consumer = consumer(bootstrap);
        boolean open = false;
        try {
            seekToEnd();
            open = true;
        } catch (KafkaException e) {
            throw unreachable(e);
        } finally {
            if (!open) {
                close();
            }
        }
    }

    private void seekToEnd() {
        List<TopicPartition> partitions =
                consumer.partitionsFor(events.name()).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        if (partitions.isEmpty() || consumer.partitionsFor(control.name()).isEmpty()) {
            throw new UserException(
                    "There are no topics "
                            + control.name()
                            + " and "
                            + events.name()
                            + " on these brokers: start the captioning job first.");
        }
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        // The position is looked up lazily, and must be that before the request.
        partitions.forEach(consumer::position);
    }

    /**
     * Publishes a request.
     *
     * @throws UserException when the brokers do not take it
     */
    public void publish(ModelControl record) {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            producer.send(
                            new ProducerRecord<>(
                                    control.name(),
                                    null,
                                    control.timestampMs(record),
                                    control.key(record),
                                    new AvroRecordEncoder<>(control, registry).encode(record)))
                    .get();
        } catch (ExecutionException | KafkaException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserException("Interrupted before the request was published.", e);
        }
    }

    /**
     * What has happened since, in order, of all requests; waits a moment for it.
     *
     * @throws UserException when the brokers are lost
     */
    public List<ModelEvent> poll() {
        AvroRecordDecoder<ModelEvent> decoder = new AvroRecordDecoder<>(events, registry);
        List<ModelEvent> found = new ArrayList<>();
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                try {
                    found.add(decoder.decode(record.value()));
                } catch (UndecodableRecordException e) {
                    LOG.warn("Skipped an event: {}", e.reason());
                }
            }
        } catch (KafkaException e) {
            throw unreachable(e);
        }
        return found;
    }

    private UserException unreachable(Exception e) {
        return new UserException(
                "The brokers at "
                        + bootstrap
                        + " do not answer ("
                        + e.getMessage()
                        + "): check that they run and that the address is theirs.",
                e);
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        PATIENCE_MS,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        PATIENCE_MS,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        PATIENCE_MS / 2),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String bootstrap) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        PATIENCE_MS,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        consumer.close();
        registry.close();
    }
}
