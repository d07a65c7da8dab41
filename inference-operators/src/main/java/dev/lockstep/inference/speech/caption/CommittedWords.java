package dev.lockstep.inference.speech.caption;

import dev.lockstep.inference.speech.RecognizedWord;
import dev.lockstep.inference.speech.RequestKind;
import dev.lockstep.inference.speech.UtteranceSpan;
import dev.lockstep.schema.flow.SpokenWord;
import dev.lockstep.schema.flow.SpokenWords;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far an utterance was committed before an outcome, so that what the outcome added can be told.
 * Immutable.
 *
 * @param utterance the utterance
 * @param count its committed words
 * @param closed whether its last words had come
 */
public record CommittedWords(long utterance, int count, boolean closed) {
    /** What is committed now. */
    public static CommittedWords of(AssemblerState state) {
        return new CommittedWords(state.utterance, state.committed, state.closed);
    }

    /**
     * What the aligner must know of an outcome: every end of an utterance, also one without words,
     * and words that were committed meanwhile.
     *
     * @param now the state after the outcome
     * @return null where there is nothing to tell
     */
    public @Nullable SpokenWords change(AssemblerState now, UtteranceSpan span) {
        if (span.kind() == RequestKind.END_OF_STREAM) {
            return new SpokenWords(span.utterance(), true, true, List.of());
        }
        boolean known = span.utterance() == utterance && closed;
        if (span.utterance() != now.utterance || known) {
            return null;
        }
        boolean last = span.kind() == RequestKind.FINAL;
        boolean more = span.utterance() != utterance ? now.committed > 0 : now.committed > count;
        if (!last && !more) {
            return null;
        }
        List<RecognizedWord> committed = now.words.subList(0, now.committed);
        return new SpokenWords(
                span.utterance(),
                last,
                false,
                committed.stream()
                        .map(w -> new SpokenWord(w.text(), w.startUs(), w.endUs(), w.confidence()))
                        .toList());
    }
}
