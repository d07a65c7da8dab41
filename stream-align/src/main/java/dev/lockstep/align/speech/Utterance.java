package dev.lockstep.align.speech;

import dev.lockstep.schema.flow.SpokenWord;
import java.util.List;

/**
 * The committed words of an utterance so far.
 *
 * @param number its number within the source
 * @param words in order
 */
public record Utterance(long number, List<SpokenWord> words) {
    /** Event time at which its last word ends, µs; {@link Long#MIN_VALUE} without words. */
    public long endUs() {
        long endUs = Long.MIN_VALUE;
        for (SpokenWord word : words) {
            endUs = Math.max(endUs, word.endUs());
        }
        return endUs;
    }
}
