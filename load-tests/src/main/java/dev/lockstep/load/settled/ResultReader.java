package dev.lockstep.load.settled;

import dev.lockstep.schema.registry.RegistryConf;
import dev.lockstep.schema.registry.SchemaRegistry;
import dev.lockstep.schema.serde.AvroRecordDecoder;
import dev.lockstep.schema.serde.UndecodableRecordException;
import dev.lockstep.schema.topic.Topic;
import dev.lockstep.schema.topic.Topics;

import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the results of a job on a thread of its own, from where the topics end when it is made;
 * committed records only. {@link #close} ends the thread.
 */
public final class ResultReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ResultReader.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final List<Topic<?>> TOPICS =
            List.of(
                    Topics.TRANSCRIPTS,
                    Topics.TRANSCRIPTS_SETTLED,
                    Topics.ALIGNED_SETTLED,
                    Topics.LEDGER,
                    Topics.DEAD_LETTERS);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final SchemaRegistry registry;
    private final SettledResults results;
    private final Map<String, Decoding<?>> decodings = new HashMap<>();
    private final Thread thread;
    private volatile boolean closed;
    private volatile @Nullable String failure;

    private record Decoding<T extends SpecificRecordBase>(
            Topic<T> topic, AvroRecordDecoder<T> decoder) {}

    /** A reader that begins at once. */
    public ResultReader(
            String bootstrap, RegistryConf registryConf, String prefix, SettledResults results) {
        this.results = results;
        this.registry = registryConf.open();
        this.consumer =
                new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrap,
                                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                                "read_committed",
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                false),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        for (Topic<?> topic : TOPICS) {
            add(prefix + topic.name(), topic);
        }
        List<TopicPartition> partitions =
                decodings.keySet().stream()
                        .flatMap(name -> consumer.partitionsFor(name).stream())
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        this.thread = new Thread(this::read, "lockstep-replay-results");
        thread.setDaemon(true);
        thread.start();
    }

    private <T extends SpecificRecordBase> void add(String name, Topic<T> topic) {
        decodings.put(name, new Decoding<>(topic, new AvroRecordDecoder<>(topic, registry)));
    }

    /** What ended the reading; empty while it goes on. */
    public Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    private void read() {
        try {
            while (!closed) {
                consumer.poll(POLL).forEach(this::take);
            }
        } catch (KafkaException e) {
            LOG.error("Reading results failed", e);
            failure = "The results could not be read (" + e.getMessage() + ").";
        } finally {
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(2)));
            registry.close();
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        Decoding<?> decoding = decodings.get(record.topic());
        if (decoding != null) {
            take(record, decoding);
        }
    }

    private <T extends SpecificRecordBase> void take(
            ConsumerRecord<byte[], byte[]> record, Decoding<T> decoding) {
        try {
            T value = decoding.decoder().decode(record.value());
            String stream = decoding.topic().streamId(value);
            if (stream != null) {
                results.accept(decoding.topic().name(), stream, value);
            }
        } catch (UndecodableRecordException e) {
            // Somebody else wrote to the topic: the job's own records are readable.
            LOG.warn("Skipped a record of {}: {}", record.topic(), e.reason());
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
