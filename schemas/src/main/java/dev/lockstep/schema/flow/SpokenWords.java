package dev.lockstep.schema.flow;

import java.util.List;

/**
 * The committed words of an utterance so far. Later ones of the same utterance replace earlier
 * ones; those of a source come in the order of its utterances.
 *
 * @param utterance number of the utterance within its source
 * @param last whether no more words of it will come
 * @param endOfSpeech whether the source has ended and no utterance follows
 * @param words the words in order
 */
public record SpokenWords(
        long utterance, boolean last, boolean endOfSpeech, List<SpokenWord> words) {
    public SpokenWords {
        words = List.copyOf(words);
    }
}
