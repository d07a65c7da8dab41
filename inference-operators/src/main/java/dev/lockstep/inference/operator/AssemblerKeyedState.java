package dev.lockstep.inference.operator;

import dev.lockstep.inference.speech.SpeechOutcome;
import dev.lockstep.inference.speech.UtteranceSpan;
import dev.lockstep.inference.speech.caption.AssemblerState;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * What {@link AssembleCaptionsFunction} remembers of the source in hand: the caption that grows,
 * which outcome comes next, and those that came too early. On the task thread.
 */
final class AssemblerKeyedState {
    private final ValueState<AssemblerState> caption;
    private final ValueState<OutcomePosition> position;
    private final ListState<SpeechOutcome> early;
    private final ValueState<Long> dropAtMs;

    AssemblerKeyedState(RuntimeContext context) {
        caption =
                context.getState(
                        new ValueStateDescriptor<>("caption", AssemblerStateSerializer.INSTANCE));
        position =
                context.getState(
                        new ValueStateDescriptor<>(
                                "position", TypeInformation.of(OutcomePosition.class)));
        early =
                context.getListState(
                        new ListStateDescriptor<>(
                                "early", TypeInformation.of(SpeechOutcome.class)));
        dropAtMs = context.getState(new ValueStateDescriptor<>("drop-at-ms", Types.LONG));
    }

    boolean isNext(UtteranceSpan span) throws Exception {
        OutcomePosition now = position();
        return now.expects(span) || now.isNewBeginning(span);
    }

    void keepForLater(SpeechOutcome outcome) throws Exception {
        early.add(outcome);
    }

    /** The kept outcome that has become the next one; null when it has not arrived yet. */
    @Nullable SpeechOutcome takeNext() throws Exception {
        List<SpeechOutcome> kept = new ArrayList<>();
        SpeechOutcome next = null;
        for (SpeechOutcome outcome : early.get()) {
            if (next == null && isNext(outcome.span())) {
                next = outcome;
            } else {
                kept.add(outcome);
            }
        }
        if (next != null) {
            early.update(kept);
        }
        return next;
    }

    /** Moves past an outcome and gives the caption state that it applies to. */
    AssemblerState advance(UtteranceSpan span) throws Exception {
        if (position().isNewBeginning(span)) {
            caption.clear();
        }
        position.update(OutcomePosition.after(span));
        AssemblerState known = caption.value();
        return known == null ? new AssemblerState() : known;
    }

    void update(AssemblerState state) throws Exception {
        caption.update(state);
    }

    void dropAt(long timeMs) throws Exception {
        dropAtMs.update(timeMs);
    }

    void dropIfDue(long timeMs) throws Exception {
        Long due = dropAtMs.value();
        if (position().ended() && due != null && due <= timeMs) {
            caption.clear();
            position.clear();
            early.clear();
            dropAtMs.clear();
        }
    }

    private OutcomePosition position() throws Exception {
        OutcomePosition known = position.value();
        return known == null ? OutcomePosition.START : known;
    }
}
