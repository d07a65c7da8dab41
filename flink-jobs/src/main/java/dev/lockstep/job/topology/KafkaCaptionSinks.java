package dev.lockstep.job.topology;

import dev.lockstep.job.config.CaptioningJobConf;
import dev.lockstep.job.config.DeliveryConf;
import dev.lockstep.schema.flink.AvroRecordSerializationSchema;
import dev.lockstep.schema.topic.Topic;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;

/** The sinks of the captioning job in Kafka. */
public final class KafkaCaptionSinks {
    private KafkaCaptionSinks() {}

    /** Sinks with the guarantees of the configuration. */
    public static CaptionSinks of(CaptioningJobConf conf) {
        DeliveryConf delivery = conf.delivery();
        return new CaptionSinks(
                sink(conf, conf.topics().transcripts(), delivery.transcripts()),
                sink(conf, conf.topics().settled(), delivery.settled()),
                sink(conf, conf.topics().ledger(), delivery.ledger()),
                sink(conf, conf.topics().deadLetters(), delivery.deadLetters()));
    }

    private static <T extends SpecificRecordBase> Sink<T> sink(
            CaptioningJobConf conf, Topic<T> topic, DeliveryGuarantee guarantee) {
        DeliveryConf delivery = conf.delivery();
        return KafkaSink.<T>builder()
                .setKafkaProducerConfig(conf.kafka().properties())
                .setBootstrapServers(conf.kafka().bootstrapServers())
                .setRecordSerializer(new AvroRecordSerializationSchema<>(topic, conf.registry()))
                .setDeliveryGuarantee(guarantee)
                .setTransactionalIdPrefix(delivery.transactionalIdPrefix() + "-" + topic.name())
                .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                .setProperty(
                        "transaction.timeout.ms",
                        String.valueOf(delivery.transactionTimeout().toMillis()))
                .setProperty("compression.type", "lz4")
                .setProperty("max.request.size", String.valueOf(topic.maxMessageBytes()))
                .build();
    }
}
