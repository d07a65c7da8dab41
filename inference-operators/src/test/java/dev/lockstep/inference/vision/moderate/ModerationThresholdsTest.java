package dev.lockstep.inference.vision.moderate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.schema.avro.PictureAction;
import org.junit.jupiter.api.Test;

class ModerationThresholdsTest {
    @Test
    void theStrictestActionThatIsReachedHolds() {
        ModerationThresholds thresholds = ModerationThresholds.DEFAULT;
        assertThat(thresholds.action(0.49f)).isEqualTo(PictureAction.NONE);
        assertThat(thresholds.action(0.5f)).isEqualTo(PictureAction.FLAG);
        assertThat(thresholds.action(0.81f)).isEqualTo(PictureAction.BLUR);
        assertThat(thresholds.action(1)).isEqualTo(PictureAction.HOLD);
    }

    @Test
    void anActionThatIsNeverReachedIsLeftOut() {
        ModerationThresholds onlyHold = new ModerationThresholds(2, 2, 0.3);
        assertThat(onlyHold.action(0.29f)).isEqualTo(PictureAction.NONE);
        assertThat(onlyHold.action(0.31f)).isEqualTo(PictureAction.HOLD);
        assertThat(new ModerationThresholds(0.5, 2, 2).action(1)).isEqualTo(PictureAction.FLAG);
    }
}
