package dev.lockstep.load.talk;

import java.util.List;

/**
 * How well and how soon one stream was captioned. Immutable.
 *
 * @param errors substitutions, insertions and deletions of the last state of each line, after the
 *     usual normalisation
 * @param words words of the reference
 * @param sentences one for each cue whose last word is in a line's last state, right or wrong;
 *     empty where the talk is not timed
 * @param missed timed cues whose last word is missing there
 */
public record SpeechScore(int errors, int words, List<SentenceLag> sentences, int missed) {
    public SpeechScore {
        sentences = List.copyOf(sentences);
    }

    /**
     * Lags of one sentence, measured from its true end as in {@code peers.md}: first is the first
     * state of a line that shows the sentence's last word, as in the reference or as the line's
     * last state spells it; final is the settled one.
     *
     * @param endMs true end of the sentence, ms from the first sample's due time
     * @param firstMs to the first display, ms
     * @param finalMs to the settled line, ms; NaN where the line was never settled
     */
    public record SentenceLag(long endMs, double firstMs, double finalMs) {}
}
