package dev.lockstep.sink.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lockstep.schema.registry.RegistryConf;
import dev.lockstep.schema.topic.Topics;
import dev.lockstep.sink.deadletter.DeadLetterSinks;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KafkaSinkConfTest {
    private static final RegistryConf REGISTRY = RegistryConf.of("http://127.0.0.1:1");
    private static final KafkaSinkConf CONF =
            KafkaSinkConf.of("127.0.0.1:1", REGISTRY, Duration.ofSeconds(1));

    @Test
    void defaultsAreThoseOfTheDesign() {
        assertThat(CONF.compression()).isEqualTo("lz4");
        assertThat(CONF.linger()).isEqualTo(Duration.ofMillis(5));
        assertThat(CONF.transactionTimeout()).isLessThan(Duration.ofMinutes(15));
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
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KafkaSinkConf.of(" ", REGISTRY, Duration.ofSeconds(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KafkaSinkConf.of("b:1", REGISTRY, Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new KafkaSinkConf(
                                        "b:1",
                                        REGISTRY,
                                        "lz4",
                                        Duration.ofSeconds(2),
                                        Duration.ofMinutes(10),
                                        Duration.ofMinutes(15),
                                        Duration.ofSeconds(1),
                                        Duration.ofMinutes(5)))
                .withMessageContaining("linger");
    }

    @Test
    void exactlyOnceNeedsAPrefixOfItsOwn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KafkaSinks.exactlyOnce(Topics.LEDGER, CONF, " "))
                .withMessageContaining("lockstep.ledger")
                .withMessageContaining("prefix");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeadLetterSinks.exactlyOnce(CONF, ""));
    }

    private static KafkaSinkConf conf(Duration transactionTimeout, Duration checkpointInterval) {
        return new KafkaSinkConf(
                "b:1",
                REGISTRY,
                "lz4",
                Duration.ofMillis(5),
                transactionTimeout,
                Duration.ofMinutes(15),
                checkpointInterval,
                Duration.ofMinutes(5));
    }
}
