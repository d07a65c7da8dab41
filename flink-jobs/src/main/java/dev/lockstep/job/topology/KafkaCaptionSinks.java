package dev.lockstep.job.topology;

import dev.lockstep.job.config.CaptioningJobConf;
import dev.lockstep.job.config.DeliveryConf;
import dev.lockstep.schema.topic.Topic;
import dev.lockstep.sink.kafka.KafkaSinkConf;
import dev.lockstep.sink.kafka.KafkaSinks;
import dev.lockstep.sink.kafka.TransactionConf;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;

/** The sinks of the captioning job in Kafka. */
public final class KafkaCaptionSinks {
    private KafkaCaptionSinks() {}

    /** Sinks with the guarantees of the configuration, which DeliveryChecks has accepted. */
    public static CaptionSinks of(CaptioningJobConf conf) {
        DeliveryConf delivery = conf.delivery();
        return new CaptionSinks(
                sink(conf, conf.topics().transcripts(), delivery.transcripts()),
                sink(conf, conf.topics().settled(), delivery.settled()),
                sink(conf, conf.topics().vision(), delivery.vision()),
                sink(conf, conf.topics().understood(), delivery.text()),
                sink(conf, conf.topics().aligned(), delivery.aligned()),
                sink(conf, conf.topics().alignedSettled(), delivery.alignedSettled()),
                sink(conf, conf.topics().ledger(), delivery.ledger()),
                sink(conf, conf.topics().deadLetters(), delivery.deadLetters()),
                sink(conf, conf.topics().modelEvents(), DeliveryGuarantee.AT_LEAST_ONCE));
    }

    private static <T extends SpecificRecordBase> Sink<T> sink(
            CaptioningJobConf conf, Topic<T> topic, DeliveryGuarantee guarantee) {
        KafkaSinkConf kafka =
                KafkaSinkConf.of(conf.kafka().bootstrapServers(), conf.registry())
                        .with(conf.kafka().clientProperties());
        return switch (guarantee) {
            case NONE -> throw new IllegalArgumentException(topic.name() + " has no guarantee.");
            case AT_LEAST_ONCE -> KafkaSinks.atLeastOnce(topic, kafka);
            case EXACTLY_ONCE ->
                    KafkaSinks.exactlyOnce(
                            topic,
                            kafka,
                            transactions(conf),
                            conf.delivery().transactionalIdPrefix());
        };
    }

    private static TransactionConf transactions(CaptioningJobConf conf) {
        return new TransactionConf(
                conf.delivery().transactionTimeout(),
                conf.delivery().brokerTransactionLimit(),
                conf.runtime().checkpointInterval(),
                conf.runtime().checkpointTimeout());
    }
}
