package dev.lockstep.inference.operator;

import dev.lockstep.inference.speech.UtteranceSpan;

/**
 * Which outcome of a source comes next. Requests are numbered without a gap: steps from 0 within an
 * utterance up to its final, utterances from 0, the end of the source being one of its own.
 *
 * @param utterance the utterance
 * @param step the request within it
 * @param ended whether the last outcome was the end of the source
 */
public record OutcomePosition(long utterance, int step, boolean ended) {
    /** Before the first outcome. */
    public static final OutcomePosition START = new OutcomePosition(0, 0, false);

    /** Whether this is the next one. */
    boolean expects(UtteranceSpan span) {
        return span.utterance() == utterance && span.step() == step;
    }

    /**
     * Whether the source begins anew: it had ended, the segmenter has forgotten it since, and it
     * has come back.
     */
    boolean isNewBeginning(UtteranceSpan span) {
        return ended && START.expects(span);
    }

    /** The position behind an outcome. */
    static OutcomePosition after(UtteranceSpan span) {
        return switch (span.kind()) {
            case PARTIAL -> new OutcomePosition(span.utterance(), span.step() + 1, false);
            case FINAL -> new OutcomePosition(span.utterance() + 1, 0, false);
            case END_OF_STREAM -> new OutcomePosition(span.utterance() + 1, 0, true);
        };
    }
}
