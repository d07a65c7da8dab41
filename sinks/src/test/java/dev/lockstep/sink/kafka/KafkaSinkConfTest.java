package dev.lockstep.sink.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lockstep.schema.registry.RegistryConf;
import dev.lockstep.schema.topic.Topics;

import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.streaming.api.lineage.LineageDataset;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

class KafkaSinkConfTest {
    private static final RegistryConf REGISTRY = RegistryConf.of("http://127.0.0.1:1");
    private static final KafkaSinkConf CONF = KafkaSinkConf.of("127.0.0.1:1", REGISTRY);
    private static final TransactionConf TRANSACTIONS = TransactionConf.of(Duration.ofSeconds(1));

    @Test
    void defaultsAreThoseOfTheDesign() {
        assertThat(CONF.compression()).isEqualTo("lz4");
        assertThat(CONF.linger()).isEqualTo(Duration.ofMillis(1));
        assertThat(TRANSACTIONS.timeout()).isLessThan(Duration.ofMinutes(15));
    }

    @Test
    void aTimeoutThatTheBrokerRefusesIsRefusedHere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> conf(Duration.ofMinutes(16), Duration.ofSeconds(1)))
                .withMessageContaining("transaction.max.timeout.ms");
    }

    @Test
    void aTimeoutShorterThanACheckpointAndARestartIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> conf(Duration.ofMinutes(6), Duration.ofMinutes(1)))
                .withMessageContaining("checkpoint more often");
        assertThat(conf(Duration.ofMinutes(6).plusMillis(1), Duration.ofMinutes(1))).isNotNull();
    }

    @Test
    void addressesLingerAndIntervalAreChecked() {
        assertThatIllegalArgumentException().isThrownBy(() -> KafkaSinkConf.of(" ", REGISTRY));
        assertThatIllegalArgumentException().isThrownBy(() -> TransactionConf.of(Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new KafkaSinkConf(
                                        "b:1", Map.of(), REGISTRY, "lz4", Duration.ofSeconds(2)))
                .withMessageContaining("linger");
    }

    @Test
    void exactlyOnceNeedsAPrefixOfItsOwn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KafkaSinks.exactlyOnce(Topics.LEDGER, CONF, TRANSACTIONS, " "))
                .withMessageContaining("lockstep.ledger")
                .withMessageContaining("prefix");
    }

    @Test
    void clientPropertiesReachTheProducerButNotWhatAGuaranteeRestsOn() {
        KafkaSinkConf conf =
                CONF.with(
                        Map.of(
                                "security.protocol", "SASL_SSL",
                                "linger.ms", "20",
                                "acks", "1",
                                "enable.idempotence", "false",
                                "transaction.timeout.ms", "3600000"));

        Properties live = producer(KafkaSinks.atLeastOnce(Topics.TRANSCRIPTS, conf));
        Properties settled =
                producer(
                        KafkaSinks.exactlyOnce(
                                Topics.TRANSCRIPTS_SETTLED, conf, TRANSACTIONS, "job"));

        for (Properties producer : List.of(live, settled)) {
            assertThat(producer)
                    .containsEntry("bootstrap.servers", "127.0.0.1:1")
                    .containsEntry("security.protocol", "SASL_SSL")
                    .containsEntry("linger.ms", "20")
                    .containsEntry("compression.type", "lz4")
                    .containsEntry("acks", "all")
                    .containsEntry("enable.idempotence", "true");
        }
        assertThat(settled).containsEntry("transaction.timeout.ms", "600000");
    }

    /** What the sink tells Flink of its producer. */
    private static Properties producer(KafkaSink<?> sink) {
        LineageDataset dataset = sink.getLineageVertex().datasets().get(0);
        DefaultKafkaDatasetFacet facet =
                (DefaultKafkaDatasetFacet)
                        dataset.facets().get(DefaultKafkaDatasetFacet.KAFKA_FACET_NAME);
        return Objects.requireNonNull(facet).getProperties();
    }

    private static TransactionConf conf(Duration transactionTimeout, Duration checkpointInterval) {
        return new TransactionConf(
                transactionTimeout,
                Duration.ofMinutes(15),
                checkpointInterval,
                Duration.ofMinutes(5));
    }
}
