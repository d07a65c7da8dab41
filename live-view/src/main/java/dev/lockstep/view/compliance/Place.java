package dev.lockstep.view.compliance;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A place in an open caption: each word that was seen there, and when first. Immutable.
 *
 * @param shownMs first publication by word, ms since the epoch
 * @param committedWord the word that was committed there last; empty before
 * @param committedMs when, ms since the epoch
 */
record Place(Map<String, Long> shownMs, String committedWord, long committedMs) {
    static final Place EMPTY = new Place(Map.of(), "", 0);

    Place {
        shownMs = Map.copyOf(shownMs);
    }

    /** The word is there in a caption that was published then. */
    Place with(String word, boolean committed, long publishedMs) {
        String key = key(word);
        boolean first = committed && !committedWord.equals(key);
        Map<String, Long> shown = shownMs;
        if (!shown.containsKey(key)) {
            shown = new LinkedHashMap<>(shown);
            shown.put(key, publishedMs);
        }
        return new Place(shown, first ? key : committedWord, first ? publishedMs : committedMs);
    }

    /** The word, case and punctuation aside. */
    static String key(String word) {
        String key = word.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{M}\\p{N}']+", "");
        return key.isEmpty() ? word : key;
    }
}
