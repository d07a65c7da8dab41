package dev.lockstep.inference.speech.caption;

import dev.lockstep.inference.speech.LocalAgreement;
import dev.lockstep.inference.speech.RecognitionStatus;
import dev.lockstep.inference.speech.RecognizedWord;
import dev.lockstep.inference.speech.RequestKind;
import dev.lockstep.inference.speech.SpeechOutcome;
import dev.lockstep.inference.speech.UtteranceSpan;
import dev.lockstep.schema.avro.Caption;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Turns the hypotheses of a source into captions. A word is committed when two successive
 * hypotheses agree on it ({@link LocalAgreement}) and never changes afterwards; the final caption
 * commits the rest. Holds no state of its own; thread-safe.
 *
 * <p>The revision is the number of the request, not a count of captions: what is asked again after
 * a failure has the revision that it had before, and a final always the highest of its utterance.
 */
public final class CaptionAssembler {
    private final CaptionWriter writer;

    /**
     * @param clockUs wall clock for the published time, µs since the epoch
     */
    public CaptionAssembler(LongSupplier clockUs) {
        this.writer = new CaptionWriter(clockUs);
    }

    /**
     * Takes the next outcome of a source.
     *
     * @param state what is remembered of the source; changed in place
     * @param outcome outcomes of a source must come in the order of their requests
     * @return captions to publish: none where nothing changed, one otherwise
     */
    public List<Caption> accept(AssemblerState state, SpeechOutcome outcome) {
        UtteranceSpan span = outcome.span();
        if (span.kind() == RequestKind.END_OF_STREAM) {
            forget(state, span.utterance());
            state.closed = true;
            return List.of(writer.endOfStream(outcome));
        }
        if (span.utterance() < state.utterance
                || (span.utterance() == state.utterance && state.closed)) {
            return List.of();
        }
        if (span.utterance() > state.utterance) {
            forget(state, span.utterance());
            state.closed = false;
        }
        boolean last = span.kind() == RequestKind.FINAL;
        if (outcome.status() != RecognitionStatus.RECOGNIZED && !last) {
            return List.of();
        }
        List<RecognizedWord> committed = state.words.subList(0, state.committed);
        List<RecognizedWord> words =
                outcome.status() == RecognitionStatus.RECOGNIZED
                        ? CommittedPrefix.keep(committed, outcome.words())
                        : state.words;
        int stable = last ? words.size() : stable(state, words, span);
        boolean changed = stable != state.committed || !texts(words).equals(texts(state.words));
        boolean shown = state.nextRevision > 0;
        state.words = List.copyOf(words);
        state.committed = stable;
        state.closed = last;
        if (last ? !shown && words.isEmpty() : !changed) {
            return List.of();
        }
        state.nextRevision = span.step() + 1;
        return List.of(writer.caption(outcome, state.words, stable));
    }

    private static int stable(
            AssemblerState state, List<RecognizedWord> words, UtteranceSpan span) {
        long soundEndUs = span.startUs() + span.durationUs();
        return Math.max(
                state.committed, LocalAgreement.stableWords(texts(state.words), words, soundEndUs));
    }

    private static List<String> texts(List<RecognizedWord> words) {
        return words.stream().map(RecognizedWord::text).toList();
    }

    private static void forget(AssemblerState state, long utterance) {
        state.utterance = utterance;
        state.nextRevision = 0;
        state.words = List.of();
        state.committed = 0;
    }
}
