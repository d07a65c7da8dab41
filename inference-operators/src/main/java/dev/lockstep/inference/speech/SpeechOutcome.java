package dev.lockstep.inference.speech;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a {@link SpeechRequest}: a hypothesis, a skip or a failure. An async function has
 * no side output, so failures travel as values and are routed by the next operator.
 *
 * @param span what it is about
 * @param status how it ended
 * @param words the hypothesis in order; empty where nothing was said
 * @param confidence geometric mean of the token probabilities, 0..1
 * @param modelId catalogue id of the model
 * @param modelVersion its version
 * @param inferredUs when the answer was ready, µs since the epoch
 * @param failure what went wrong, for a person; null unless FAILED
 */
public record SpeechOutcome(
        UtteranceSpan span,
        RecognitionStatus status,
        List<RecognizedWord> words,
        float confidence,
        String modelId,
        String modelVersion,
        long inferredUs,
        @Nullable String failure) {
    public SpeechOutcome {
        words = List.copyOf(words);
    }
}
