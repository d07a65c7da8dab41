package dev.lockstep.job.store;

import dev.lockstep.job.config.KafkaConf;
import dev.lockstep.job.config.StoreJobConf;
import dev.lockstep.schema.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Says whether the store job has stored all that its topics hold now. The job commits an offset
 * when the checkpoint that counts it is complete, and so when everything before it is in the store.
 *
 * <p>Behind the last record of a transaction lies a marker that no reader sees, so a group never
 * reaches the end of a transactional topic: what lies between is read here, and where there is no
 * committed record in it the group has come to the end. Not thread-safe.
 */
public final class StoreProgress implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    /** How long a broker may take for one answer. */
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int MOST_POLLS = 25;

    private final String groupId;
    private final List<String> topics;
    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> consumer;

    /** Watches a store job. */
    public StoreProgress(StoreJobConf conf) {
        this(conf.kafka(), conf.topics().read().stream().map(Topic::name).toList());
    }

    /**
     * @param kafka brokers, and the group that reads
     * @param topics what the group reads
     */
    StoreProgress(KafkaConf kafka, List<String> topics) {
        this.groupId = kafka.groupId();
        this.topics = List.copyOf(topics);
        Properties properties = kafka.properties();
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        properties.put(
                CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG,
                Integer.toString((int) ANSWER.toMillis()));
        properties.put(
                CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG,
                Integer.toString((int) ANSWER.toMillis()));
        this.admin = Admin.create(properties);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1");
        this.consumer =
                new KafkaConsumer<>(
                        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Waits until everything that the topics hold when it is called is stored.
     *
     * @return false when that has not come about in time
     */
    public boolean await(Duration timeout) throws InterruptedException, ExecutionException {
        long deadline = System.nanoTime() + timeout.toNanos();
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions());
        while (!isStored(ends)) {
            if (System.nanoTime() >= deadline) {
                return false;
            }
            Thread.sleep(PAUSE.toMillis());
        }
        return true;
    }

    /** Whether everything that the topics hold now is stored. */
    public boolean isComplete() throws InterruptedException, ExecutionException {
        return isStored(consumer.endOffsets(partitions()));
    }

    /** Offsets that the group has not passed. */
    private record Rest(TopicPartition partition, long from, long end) {}

    private boolean isStored(Map<TopicPartition, Long> ends)
            throws InterruptedException, ExecutionException {
        for (Rest rest : rests(ends)) {
            if (holdsRecord(rest)) {
                return false;
            }
        }
        return true;
    }

    private List<Rest> rests(Map<TopicPartition, Long> ends)
            throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetAndMetadata> committed =
                admin.listConsumerGroupOffsets(groupId).partitionsToOffsetAndMetadata().get();
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(ends.keySet());
        List<Rest> rests = new ArrayList<>();
        ends.forEach(
                (partition, end) -> {
                    OffsetAndMetadata offset = committed.get(partition);
                    long first = beginnings.getOrDefault(partition, 0L);
                    long at = offset == null ? first : Math.max(first, offset.offset());
                    if (at < end) {
                        rests.add(new Rest(partition, at, end));
                    }
                });
        return rests;
    }

    /** Where the broker does not answer there may be one. */
    private boolean holdsRecord(Rest rest) {
        consumer.assign(List.of(rest.partition()));
        consumer.seek(rest.partition(), rest.from());
        for (int poll = 0; poll < MOST_POLLS; poll++) {
            for (ConsumerRecord<byte[], byte[]> found : consumer.poll(POLL)) {
                return found.offset() < rest.end();
            }
            if (consumer.position(rest.partition()) >= rest.end()) {
                return false;
            }
        }
        return true;
    }

    private Collection<TopicPartition> partitions() {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : topics) {
            for (PartitionInfo info : consumer.partitionsFor(topic)) {
                partitions.add(new TopicPartition(topic, info.partition()));
            }
        }
        return partitions;
    }

    @Override
    public void close() {
        consumer.close();
        admin.close();
    }
}
