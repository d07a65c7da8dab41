package dev.lockstep.view.compliance;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of a finished utterance; a line of {@code compliance.jsonl}. Immutable.
 *
 * @param source the audio source
 * @param utterance number within stream and source
 * @param startMs where the voice activity detector opened it, media time in ms
 * @param endMs where it closed it
 * @param revisions captions of it, the final one included; null where not measured
 * @param tentativeRewrites tentative words that the next revision changed; null where not measured
 * @param committedRewrites committed words that were changed or taken back; null where not measured
 * @param finalLagMs end of the last word to the final caption, ms; null where not measured
 * @param words its words
 */
public record UtteranceMeasure(
        String source,
        long utterance,
        long startMs,
        long endMs,
        @Nullable Integer revisions,
        @Nullable Integer tentativeRewrites,
        @Nullable Integer committedRewrites,
        @Nullable Long finalLagMs,
        List<WordMeasure> words) {
    public UtteranceMeasure {
        words = List.copyOf(words);
    }
}
