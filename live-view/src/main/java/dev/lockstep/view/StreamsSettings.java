package dev.lockstep.view;

import dev.lockstep.view.config.ViewConf;
import dev.lockstep.view.config.ViewGuarantee;
import dev.lockstep.view.topology.BoundedRocksDb;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The settings of Kafka Streams. What matters: a record is taken as soon as it comes, whatever the
 * other partitions do; a dead instance is noticed within seconds.
 */
final class StreamsSettings {
    private static final int SESSION_TIMEOUT_MS = 10_000;
    private static final int HEARTBEAT_MS = 2_000;
    private static final int POLL_RECORDS = 200;
    private static final int MAX_REQUEST_BYTES = 5 * 1024 * 1024;
    private static final int BUFFERED_RECORDS = 100;
    private static final int FETCH_BYTES = 16 * 1024 * 1024;

    private StreamsSettings() {}

    static Properties of(ViewConf conf) {
        Properties p = new Properties();
        p.putAll(conf.clientProperties());
        p.put(StreamsConfig.APPLICATION_ID_CONFIG, conf.applicationId());
        p.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, conf.bootstrapServers());
        p.put(StreamsConfig.APPLICATION_SERVER_CONFIG, conf.instanceAddress());
        conf.stateDir().ifPresent(dir -> p.put(StreamsConfig.STATE_DIR_CONFIG, dir.toString()));
        p.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, conf.threads());
        p.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, conf.standbys());
        p.put(
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                conf.guarantee() == ViewGuarantee.EXACTLY_ONCE
                        ? StreamsConfig.EXACTLY_ONCE_V2
                        : StreamsConfig.AT_LEAST_ONCE);
        p.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, conf.commitInterval().toMillis());
        p.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        p.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        // The folds do not depend on the order of topics, so no partition waits for another.
        p.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, -1L);
        p.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, BUFFERED_RECORDS);
        p.put(consumer(ConsumerConfig.FETCH_MIN_BYTES_CONFIG), 1);
        p.put(consumer(ConsumerConfig.FETCH_MAX_BYTES_CONFIG), FETCH_BYTES);
        p.put(consumer(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), POLL_RECORDS);
        p.put(consumer(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_TIMEOUT_MS);
        p.put(consumer(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), HEARTBEAT_MS);
        p.put(
                StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
                MAX_REQUEST_BYTES);
        p.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        return p;
    }

    private static String consumer(String key) {
        return StreamsConfig.mainConsumerPrefix(key);
    }
}
