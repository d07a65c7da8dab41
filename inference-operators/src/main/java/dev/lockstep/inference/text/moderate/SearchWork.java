package dev.lockstep.inference.text.moderate;

/**
 * What a search in a text took, in counts that do not depend on the machine. Written by one thread.
 */
final class SearchWork {
    /** Characters of the folded text. */
    long folded;

    /** Spellings of words that were made. */
    long spellings;

    /** Looks into the list. */
    long lookups;

    /** Most words that were held at a time. */
    int mostWords;

    /** Most characters of a word or of what stands between two spaces that were held. */
    int mostChars;
}
