package dev.lockstep.inference.text;

import dev.lockstep.inference.text.moderate.ModerationPolicy;
import java.io.Serializable;
import java.util.List;

/**
 * How texts are analysed. Immutable.
 *
 * @param threads texts that are analysed or encoded side by side in a process
 * @param cacheEntries texts whose embedding is remembered
 * @param maxTokens most tokens of a text that a model sees
 * @param languages languages to choose among, BCP 47; empty for all that the detector knows
 * @param languageConfidence confidence below which a language is {@code und}
 * @param words the lines of the word list; empty for none
 * @param policy what follows from moderation scores
 */
public record TextAnalyzerConf(
        int threads,
        int cacheEntries,
        int maxTokens,
        List<String> languages,
        double languageConfidence,
        List<String> words,
        ModerationPolicy policy)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The languages that are expected unless somebody says otherwise. */
    private static final List<String> LANGUAGES =
            List.of(
                    "ar", "bg", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr",
                    "he", "hi", "hr", "hu", "id", "it", "ja", "ko", "lt", "lv", "nb", "nl", "pl",
                    "pt", "ro", "ru", "sk", "sl", "sv", "th", "tr", "uk", "vi", "zh");

    private static final int TOKENS = 256;
    private static final int CACHE = 2048;
    private static final double HALF = 0.5;
    private static final double HOLD = 0.9;

    /** Copies the lists. */
    public TextAnalyzerConf {
        languages = List.copyOf(languages);
        words = List.copyOf(words);
    }

    /** What is used unless options say otherwise. */
    public static TextAnalyzerConf defaults() {
        return new TextAnalyzerConf(
                1,
                CACHE,
                TOKENS,
                LANGUAGES,
                HALF,
                List.of(),
                new ModerationPolicy(
                        HALF, HOLD, List.of("neutral", "safe", "normal", "ok", "non-toxic")));
    }

    /** The same with a word list. */
    public TextAnalyzerConf withWords(List<String> lines) {
        return new TextAnalyzerConf(
                threads, cacheEntries, maxTokens, languages, languageConfidence, lines, policy);
    }
}
