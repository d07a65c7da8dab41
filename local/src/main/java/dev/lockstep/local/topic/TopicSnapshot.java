package dev.lockstep.local.topic;

import dev.lockstep.local.failure.UserException;
import dev.lockstep.schema.registry.RegistryConf;
import dev.lockstep.schema.registry.SchemaRegistry;
import dev.lockstep.schema.serde.AvroRecordDecoder;
import dev.lockstep.schema.serde.UndecodableRecordException;
import dev.lockstep.schema.topic.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a topic from its beginning to where it ends when the reading begins, committed records
 * only. Partitions come one beside the other, each in its order. Stateless.
 */
public final class TopicSnapshot {
    private static final Logger LOG = LoggerFactory.getLogger(TopicSnapshot.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private TopicSnapshot() {}

    /**
     * Takes the records of a topic. Runs on the reading thread.
     *
     * @param <T> the records
     */
    public interface Reader<T> {
        /** A record. */
        void record(T value) throws IOException;

        /**
         * So far this much is read.
         *
         * @param read offsets read, of all partitions
         * @param total offsets to read
         */
        default void progress(long read, long total) {}
    }

    /**
     * Reads it.
     *
     * @param bootstrap addresses of brokers, host:port, separated by commas
     * @return records that were left out because they cannot be decoded; each is in the log
     * @throws UserException when brokers or topic cannot be reached
     * @throws IOException when the reader throws it
     */
    public static <T extends SpecificRecordBase> long read(
            String bootstrap, RegistryConf registry, Topic<T> topic, Reader<? super T> reader)
            throws IOException {
        try (SchemaRegistry client = registry.open();
                KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrap)) {
            return read(consumer, topic, new AvroRecordDecoder<>(topic, client), reader);
        } catch (KafkaException e) {
            throw new UserException(
                    topic.name()
                            + " cannot be read from "
                            + bootstrap
                            + " ("
                            + e.getMessage()
                            + "): check that the brokers run and that the address is theirs.",
                    e);
        }
    }

    private static <T extends SpecificRecordBase> long read(
            KafkaConsumer<byte[], byte[]> consumer,
            Topic<T> topic,
            AvroRecordDecoder<T> decoder,
            Reader<? super T> reader)
            throws IOException {
        List<TopicPartition> partitions =
                consumer.partitionsFor(topic.name()).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        if (partitions.isEmpty()) {
            throw new UserException(
                    "There is no topic "
                            + topic.name()
                            + " on these brokers: start the captioning job first.");
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long total = sum(ends) - sum(starts);
        long undecodable = 0;
        long left = total;
        while (left > 0) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (!hand(record, decoder, reader)) {
                    undecodable++;
                }
            }
            left = left(consumer, ends);
            reader.progress(total - left, total);
        }
        return undecodable;
    }

    /** Returns whether it could be decoded; somebody else may write to the topic. */
    private static <T extends SpecificRecordBase> boolean hand(
            ConsumerRecord<byte[], byte[]> record,
            AvroRecordDecoder<T> decoder,
            Reader<? super T> reader)
            throws IOException {
        T value;
        try {
            value = decoder.decode(record.value());
        } catch (UndecodableRecordException e) {
            LOG.warn(
                    "Skipped {}-{}@{}: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.reason());
            return false;
        }
        reader.record(value);
        return true;
    }

    private static long left(KafkaConsumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
        long left = 0;
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            left += Math.max(0, end.getValue() - consumer.position(end.getKey()));
        }
        return left;
    }

    private static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String bootstrap) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        (int) PATIENCE.toMillis(),
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
