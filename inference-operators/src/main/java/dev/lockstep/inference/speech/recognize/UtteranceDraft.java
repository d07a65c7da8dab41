package dev.lockstep.inference.speech.recognize;

import java.util.List;

/**
 * What the last decode of a growing utterance gave: a draft for the next one, and the part of it
 * that must not change any more. A hint only: without it the same request gives the same words, but
 * for rounding.
 *
 * @param utterance number of the utterance
 * @param tokens the last hypothesis
 * @param words its words
 * @param committedTokens tokens at its head that are committed
 * @param committedWords words at its head that are committed
 */
record UtteranceDraft(
        long utterance, int[] tokens, List<String> words, int committedTokens, int committedWords) {
    static UtteranceDraft none(long utterance) {
        return new UtteranceDraft(utterance, new int[0], List.of(), 0, 0);
    }
}
