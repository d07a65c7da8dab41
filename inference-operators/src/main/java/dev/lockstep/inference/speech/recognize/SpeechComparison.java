package dev.lockstep.inference.speech.recognize;

import dev.lockstep.inference.speech.RecognitionStatus;
import dev.lockstep.inference.speech.RecognizedWord;
import dev.lockstep.inference.speech.SpeechOutcome;
import dev.lockstep.inference.speech.SpeechRequest;
import dev.lockstep.inference.swap.Comparison;
import dev.lockstep.inference.swap.EditDistance;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Compares hypotheses: word edits by the words of the longer one, without case and punctuation, and
 * how much surer the candidate is. Stateless.
 */
enum SpeechComparison implements Comparison<SpeechRequest, SpeechOutcome> {
    /** The only one. */
    INSTANCE;

    @Override
    public boolean counts(SpeechRequest request, SpeechOutcome present) {
        return present.status() == RecognitionStatus.RECOGNIZED && !present.words().isEmpty();
    }

    @Override
    public boolean failed(SpeechOutcome answer) {
        return answer.status() != RecognitionStatus.RECOGNIZED;
    }

    @Override
    public Map<String, Double> compare(SpeechOutcome present, SpeechOutcome candidate) {
        double words = EditDistance.rate(words(present), words(candidate));
        return Map.of(
                DISAGREEMENT,
                words,
                "word-error",
                words,
                "confidence-difference",
                (double) candidate.confidence() - present.confidence());
    }

    private static List<String> words(SpeechOutcome outcome) {
        return outcome.words().stream()
                .map(RecognizedWord::text)
                .map(word -> word.replaceAll("[^\\p{L}\\p{N}']", "").toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
