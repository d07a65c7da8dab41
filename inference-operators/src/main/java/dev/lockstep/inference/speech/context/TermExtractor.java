package dev.lockstep.inference.speech.context;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of on-screen lines that a recogniser may not know: names and terms, not the small words
 * that every sentence has. Stateless.
 */
public final class TermExtractor {
    /** Shorter words are spelt like many others, and a nudge towards them does harm. */
    private static final int SHORTEST = 4;

    /** Longer ones are addresses and the like, which nobody says. */
    private static final int LONGEST = 30;

    private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{M}\\p{N}'’-]*");

    /** Words of four letters and more that are frequent in English and name nothing. */
    private static final Set<String> COMMON =
            Set.of(
                    "about",
                    "above",
                    "after",
                    "again",
                    "also",
                    "although",
                    "always",
                    "among",
                    "another",
                    "because",
                    "been",
                    "before",
                    "being",
                    "below",
                    "between",
                    "both",
                    "came",
                    "come",
                    "could",
                    "does",
                    "done",
                    "down",
                    "during",
                    "each",
                    "else",
                    "even",
                    "ever",
                    "every",
                    "first",
                    "from",
                    "give",
                    "good",
                    "have",
                    "having",
                    "here",
                    "into",
                    "just",
                    "know",
                    "last",
                    "like",
                    "made",
                    "make",
                    "many",
                    "more",
                    "most",
                    "much",
                    "must",
                    "never",
                    "next",
                    "often",
                    "once",
                    "only",
                    "other",
                    "over",
                    "same",
                    "should",
                    "since",
                    "some",
                    "still",
                    "such",
                    "take",
                    "than",
                    "that",
                    "their",
                    "them",
                    "then",
                    "there",
                    "these",
                    "they",
                    "thing",
                    "this",
                    "those",
                    "through",
                    "time",
                    "under",
                    "until",
                    "upon",
                    "very",
                    "want",
                    "well",
                    "were",
                    "what",
                    "when",
                    "where",
                    "whether",
                    "which",
                    "while",
                    "will",
                    "with",
                    "within",
                    "without",
                    "would",
                    "year",
                    "your");

    private TermExtractor() {}

    /**
     * The terms of some lines, each once, in the order in which they stand.
     *
     * @param lines as read from a picture
     */
    public static List<String> terms(List<String> lines) {
        Set<String> terms = new LinkedHashSet<>();
        for (String line : lines) {
            Matcher word = WORD.matcher(line);
            while (word.find()) {
                String text = word.group();
                if (text.length() >= SHORTEST
                        && text.length() <= LONGEST
                        && !COMMON.contains(text.toLowerCase(Locale.ROOT))) {
                    terms.add(text);
                }
            }
        }
        return List.copyOf(terms);
    }
}
