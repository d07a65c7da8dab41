package dev.lockstep.local.run;

import dev.lockstep.schema.registry.RegistryConf;
import dev.lockstep.schema.registry.SchemaRegistry;
import dev.lockstep.schema.serde.AvroRecordDecoder;
import dev.lockstep.schema.serde.UndecodableRecordException;
import dev.lockstep.schema.topic.Topic;

import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Reads topics from their beginning on a thread of its own and hands the records on, waiting where
 * nobody takes them. {@link #close} ends the thread.
 */
public final class TopicReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration CLOSE = Duration.ofSeconds(2);
    private static final long WAIT_MS = 100;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final SchemaRegistry registry;
    private final Map<String, AvroRecordDecoder<?>> decoders = new HashMap<>();
    private final BlockingQueue<Received> queue;
    private final Clock clock = Clock.systemUTC();
    private final Thread thread;
    private volatile boolean closed;

    private TopicReader(
            KafkaConsumer<byte[], byte[]> consumer,
            SchemaRegistry registry,
            List<Topic<?>> topics,
            BlockingQueue<Received> queue) {
        this.consumer = consumer;
        this.registry = registry;
        this.queue = queue;
        topics.forEach(this::addDecoder);
        this.thread = new Thread(this::read, "lockstep-read-" + topics.get(0).name());
        this.thread.setDaemon(true);
    }

    /** Starts reading from a pipeline of this process. */
    public static TopicReader start(
            LocalPipeline pipeline,
            List<Topic<?>> topics,
            boolean committed,
            BlockingQueue<Received> queue) {
        return start(
                pipeline.bootstrapServers(), pipeline.registryUrl(), topics, committed, queue);
    }

    /**
     * Starts reading.
     *
     * @param committed whether records of open and aborted transactions are held back
     */
    public static TopicReader start(
            String bootstrapServers,
            String registryUrl,
            List<Topic<?>> topics,
            boolean committed,
            BlockingQueue<Received> queue) {
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrapServers,
                                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                                committed ? "read_committed" : "read_uncommitted",
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "earliest",
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                false),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        TopicReader reader =
                new TopicReader(
                        consumer, RegistryConf.of(registryUrl).open(), topics, queue);
        reader.assign(topics);
        reader.thread.start();
        return reader;
    }

    private void assign(List<Topic<?>> topics) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (Topic<?> topic : topics) {
            consumer.partitionsFor(topic.name())
                    .forEach(
                            info ->
                                    partitions.add(
                                            new TopicPartition(topic.name(), info.partition())));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    private <T extends SpecificRecordBase> void addDecoder(Topic<T> topic) {
        decoders.put(topic.name(), new AvroRecordDecoder<>(topic, registry));
    }

    private void read() {
        try {
            while (!closed) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                long nowUs = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    hand(record, nowUs);
                }
            }
        } catch (WakeupException | InterruptedException e) {
            LOG.debug("Reading ends", e);
        } catch (KafkaException e) {
            LOG.error("Reading results failed", e);
        } finally {
            consumer.close(CloseOptions.timeout(CLOSE));
            registry.close();
        }
    }

    private void hand(ConsumerRecord<byte[], byte[]> record, long nowUs)
            throws InterruptedException {
        AvroRecordDecoder<?> decoder = decoders.get(record.topic());
        if (decoder == null) {
            return;
        }
        try {
            Received received = new Received(record.topic(), decoder.decode(record.value()), nowUs);
            while (!closed && !queue.offer(received, WAIT_MS, TimeUnit.MILLISECONDS)) {
                LOG.debug("Waiting for room for a record of {}", record.topic());
            }
        } catch (UndecodableRecordException e) {
            // Somebody else wrote to the topic: the job's own records are readable.
            LOG.warn(
                    "Skipped {}-{}@{}: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.reason());
        }
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
