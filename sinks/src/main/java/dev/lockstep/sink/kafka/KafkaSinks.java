package dev.lockstep.sink.kafka;

import dev.lockstep.schema.flink.AvroRecordSerializationSchema;
import dev.lockstep.schema.topic.Topic;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Kafka sinks for the records of a topic: key {@code stream_id}, timestamp event time. */
public final class KafkaSinks {
    private KafkaSinks() {}

    /**
     * Shows a record within milliseconds and loses none; after a failure some come again, with the
     * same key and revision.
     */
    public static <T extends SpecificRecordBase> KafkaSink<T> atLeastOnce(
            Topic<T> topic, KafkaSinkConf conf) {
        return builder(topic, conf).setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE).build();
    }

    /**
     * Shows each record once to readers with {@code read_committed}, after the checkpoint that it
     * belongs to. Its transactional ids begin with {@code prefix-topic}.
     *
     * @param transactions how long its transactions may last
     * @param transactionalIdPrefix names the job's transactions; unlike every other job's on the
     *     same brokers, and the same whenever the job starts again
     */
    public static <T extends SpecificRecordBase> KafkaSink<T> exactlyOnce(
            Topic<T> topic,
            KafkaSinkConf conf,
            TransactionConf transactions,
            String transactionalIdPrefix) {
        if (transactionalIdPrefix.isBlank()) {
            throw new IllegalArgumentException(
                    "The exactly-once sink of "
                            + topic.name()
                            + " needs a transactional id prefix of its job's own: without one, jobs"
                            + " on the same brokers abort each other's transactions.");
        }
        return builder(topic, conf)
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(transactionalIdPrefix + "-" + topic.name())
                // Reuses ids: the default strategy makes a new one for every checkpoint, which the
                // brokers keep in memory for a week.
                .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                .setProperty(
                        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                        Long.toString(transactions.timeout().toMillis()))
                .build();
    }

    private static <T extends SpecificRecordBase> KafkaSinkBuilder<T> builder(
            Topic<T> topic, KafkaSinkConf conf) {
        Properties producer = new Properties();
        producer.setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, conf.compression());
        producer.setProperty(
                ProducerConfig.LINGER_MS_CONFIG, Long.toString(conf.linger().toMillis()));
        producer.putAll(conf.clientProperties());
        producer.setProperty(ProducerConfig.ACKS_CONFIG, "all");
        producer.setProperty(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        producer.setProperty(
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(topic.maxMessageBytes()));
        return KafkaSink.<T>builder()
                .setKafkaProducerConfig(producer)
                .setBootstrapServers(conf.bootstrapServers())
                .setRecordSerializer(new AvroRecordSerializationSchema<>(topic, conf.registry()));
    }
}
