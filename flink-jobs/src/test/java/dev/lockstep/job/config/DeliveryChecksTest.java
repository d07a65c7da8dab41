package dev.lockstep.job.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockstep.schema.config.OptionsException;

import org.apache.flink.connector.base.DeliveryGuarantee;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class DeliveryChecksTest {
    @Test
    void takesTheDefaults() {
        CaptioningJobConf conf = CaptioningJobConf.of(settings(Map.of()));

        assertThat(conf.delivery().transcripts()).isEqualTo(DeliveryGuarantee.AT_LEAST_ONCE);
        assertThat(conf.delivery().settled()).isEqualTo(DeliveryGuarantee.EXACTLY_ONCE);
        assertThat(conf.delivery().ledger()).isEqualTo(DeliveryGuarantee.EXACTLY_ONCE);
        assertThat(conf.delivery().deadLetters()).isEqualTo(DeliveryGuarantee.EXACTLY_ONCE);
        assertThat(conf.runtime().checkpointInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(conf.runtime().bufferTimeout()).isZero();
        assertThat(conf.kafka().groupId()).isEqualTo("lockstep-captions");
        assertThat(conf.topics().settled().name()).isEqualTo("lockstep.transcripts.settled");
        assertThat(conf.speech().segmenter())
                .isEqualTo(dev.lockstep.inference.speech.segment.SegmenterConf.defaults());
    }

    @Test
    void refusesToLoseRecords() {
        assertThat(problems(Map.of("delivery.transcripts", "none")))
                .containsExactly(
                        "With delivery.transcripts=none a failure loses records: set it to"
                                + " at-least-once or exactly-once.");
    }

    @Test
    void refusesToRunWithoutCheckpoints() {
        assertThat(problems(Map.of("job.checkpoint-interval", "0s")))
                .singleElement()
                .asString()
                .startsWith("Without checkpoints no guarantee can be kept");
    }

    @Test
    void refusesTransactionsThatTheBrokerRefuses() {
        assertThat(problems(Map.of("delivery.transaction-timeout", "1h")))
                .singleElement()
                .asString()
                .startsWith("The broker refuses transactions of 3600.0 s");
    }

    @Test
    void refusesTransactionsThatEndBeforeTheirCheckpoint() {
        assertThat(problems(Map.of("delivery.transaction-timeout", "2min")))
                .singleElement()
                .asString()
                .contains("up to 121.0 s, and would time out after 120.0 s");
    }

    @Test
    void refusesTransactionsWithoutAName() {
        assertThat(problems(Map.of("delivery.transactional-id-prefix", "")))
                .singleElement()
                .asString()
                .startsWith("Exactly-once needs transactional ids of the job's own");
    }

    @Test
    void reportsEverythingUnsafeAtOnce() {
        assertThat(
                        problems(
                                Map.of(
                                        "delivery.ledger", "none",
                                        "job.checkpoint-interval", "0s",
                                        "delivery.transaction-timeout", "1h")))
                .hasSize(3);
    }

    @Test
    void refusesSpeechOptionsThatContradictEachOther() {
        assertThat(problems(Map.of("speech.offset-threshold", "0.9")))
                .containsExactly(
                        "The speech options contradict each other: offsetThreshold must be above 0"
                                + " and not above onsetThreshold.");
    }

    private static List<String> problems(Map<String, String> settings) {
        return catchThrowableOfType(
                        OptionsException.class, () -> CaptioningJobConf.of(settings(settings)))
                .problems();
    }

    private static Map<String, String> settings(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("kafka.bootstrap-servers", "localhost:9092");
        settings.put("registry.url", "http://localhost:8081");
        return settings;
    }
}
