package dev.lockstep.local.ledger;

import dev.lockstep.local.failure.UserException;
import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.schema.registry.RegistryConf;
import dev.lockstep.schema.registry.SchemaRegistry;
import dev.lockstep.schema.serde.AvroRecordDecoder;
import dev.lockstep.schema.serde.UndecodableRecordException;
import dev.lockstep.schema.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code lockstep.ledger} of a cluster from its beginning to where it ends now, committed
 * records only, and keeps the newest entry of each source. Stateless.
 */
public final class LedgerTopic {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerTopic.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private LedgerTopic() {}

    /**
     * The newest entry of each source, sorted by stream and source.
     *
     * @param bootstrap addresses of brokers, host:port, separated by commas
     * @throws UserException when brokers or topic cannot be reached
     */
    public static List<SourceLedger> read(String bootstrap, RegistryConf registry) {
        try (SchemaRegistry client = registry.open();
                KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrap)) {
            return read(consumer, new AvroRecordDecoder<>(Topics.LEDGER, client));
        } catch (KafkaException e) {
            throw new UserException(
                    Topics.LEDGER.name()
                            + " cannot be read from "
                            + bootstrap
                            + " ("
                            + e.getMessage()
                            + "): check that the brokers run and that the address is theirs.",
                    e);
        }
    }

    private static List<SourceLedger> read(
            KafkaConsumer<byte[], byte[]> consumer, AvroRecordDecoder<LedgerEntry> decoder) {
        List<TopicPartition> partitions =
                consumer.partitionsFor(Topics.LEDGER.name()).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        if (partitions.isEmpty()) {
            throw new UserException(
                    "There is no topic "
                            + Topics.LEDGER.name()
                            + " on these brokers: start the captioning job first.");
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<String, SourceLedger> newest = new TreeMap<>();
        while (ends.entrySet().stream()
                .anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                add(record, decoder, newest);
            }
        }
        List<SourceLedger> entries = new ArrayList<>(newest.values());
        entries.sort(SourceLedger.ORDER);
        return entries;
    }

    private static void add(
            ConsumerRecord<byte[], byte[]> record,
            AvroRecordDecoder<LedgerEntry> decoder,
            Map<String, SourceLedger> newest) {
        try {
            SourceLedger entry = SourceLedger.of(decoder.decode(record.value()));
            newest.merge(entry.stream() + '\0' + entry.source(), entry, SourceLedger::newer);
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
