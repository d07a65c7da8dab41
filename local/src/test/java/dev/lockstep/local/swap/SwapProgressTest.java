package dev.lockstep.local.swap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.schema.avro.ModelEvent;
import dev.lockstep.schema.avro.ModelPhase;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SwapProgressTest {
    private final SwapProgress progress = new SwapProgress("mine");

    private static ModelEvent event(String request, String process, ModelPhase phase) {
        return ModelEvent.newBuilder()
                .setSlot("speech")
                .setRequestId(request)
                .setProcess(process)
                .setPhase(phase)
                .setTimeUs(1)
                .build();
    }

    @Test
    void everyProcessThatHasSpokenMustSettle() {
        assertThat(progress.isSettled()).isFalse();
        assertThat(progress.accept(event("mine", "1@a", ModelPhase.REQUESTED))).isTrue();
        assertThat(progress.accept(event("mine", "2@b", ModelPhase.REQUESTED))).isTrue();
        progress.accept(event("mine", "1@a", ModelPhase.TAKEN_OVER));
        assertThat(progress.isSettled()).isFalse();
        progress.accept(event("mine", "2@b", ModelPhase.TAKEN_OVER));

        assertThat(progress.isSettled()).isTrue();
        assertThat(progress.isTakenOver()).isTrue();
    }

    @Test
    void oneThatRefusesIsEnoughForFailure() {
        progress.accept(event("mine", "1@a", ModelPhase.TAKEN_OVER));
        progress.accept(event("mine", "2@b", ModelPhase.REFUSED));

        assertThat(progress.isSettled()).isTrue();
        assertThat(progress.isTakenOver()).isFalse();
    }

    @Test
    void otherRequestsAreNotHeard() {
        assertThat(progress.accept(event("other", "1@a", ModelPhase.TAKEN_OVER))).isFalse();
        assertThat(progress.isHeard()).isFalse();
    }

    @Test
    void aLineSaysHowFarTheModelsAgree() {
        ModelEvent event =
                ModelEvent.newBuilder(event("mine", "1@a", ModelPhase.TAKEN_OVER))
                        .setMessage("It answers from now on.")
                        .setShadowRequests(4)
                        .setCompared(4)
                        .setShadowDropped(2)
                        .setAgreement(Map.of("word-error", 0.25, "disagreement", 0.25))
                        .build();

        assertThat(SwapProgress.line(event))
                .isEqualTo(
                        "1@a  taken over  It answers from now on. Compared 4 of 4, 2 dropped."
                                + " disagreement 0.250 word-error 0.250");
    }
}
