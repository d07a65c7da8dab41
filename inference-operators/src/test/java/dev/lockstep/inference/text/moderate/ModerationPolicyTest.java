package dev.lockstep.inference.text.moderate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.schema.avro.TextVerdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModerationPolicyTest {
    private final ModerationPolicy policy = new ModerationPolicy(0.5, 0.9, List.of("Neutral"));

    @Test
    void theHighestScoreThatCountsDecides() {
        assertThat(policy.verdict(Map.of())).isEqualTo(TextVerdict.PASS);
        assertThat(policy.verdict(Map.of("toxic", 0.49f))).isEqualTo(TextVerdict.PASS);
        assertThat(policy.verdict(Map.of("toxic", 0.5f))).isEqualTo(TextVerdict.FLAG);
        assertThat(policy.verdict(Map.of("toxic", 0.1f, "words", 1f))).isEqualTo(TextVerdict.HOLD);
        assertThat(policy.verdict(Map.of("NEUTRAL", 1f, "toxic", 0f))).isEqualTo(TextVerdict.PASS);
    }

    @Test
    void aHoldAboveOneNeverHappens() {
        assertThat(new ModerationPolicy(0.5, 2, List.of()).verdict(Map.of("words", 1f)))
                .isEqualTo(TextVerdict.FLAG);
    }
}
