package dev.lockstep.inference.decode;

import java.util.List;

/** Turns token ids into text and words. Thread-safe. */
public interface Tokenizer {
    /**
     * A word and the tokens that spell it.
     *
     * @param text the word with its punctuation, without spaces
     * @param firstToken index of its first token
     * @param endToken index after its last token
     */
    record TokenWord(String text, int firstToken, int endToken) {}

    /** The text of the tokens; special tokens are left out. */
    String text(int[] tokens);

    /** The words of the tokens in order; special tokens belong to no word. */
    List<TokenWord> words(int[] tokens);

    /**
     * The tokens that spell a word in the middle of a text.
     *
     * @return none where it cannot be spelt, or this tokenizer does not spell
     */
    default int[] spell(String word) {
        return new int[0];
    }
}
