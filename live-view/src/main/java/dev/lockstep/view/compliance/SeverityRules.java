package dev.lockstep.view.compliance;

import dev.lockstep.sink.terms.TermAnalyzer;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Guesses how bad an error is from its words alone, for English. A person who scores a programme by
 * the NER model reads the sentence; these rules do not, so the score is an estimate. In this order:
 *
 * <ol>
 *   <li>serious: a number, a negation or a name is lost, changed or invented;
 *   <li>minor: the two words differ in their endings only, or only function words are concerned;
 *   <li>standard: everything else.
 * </ol>
 *
 * <p>Words are lower case without punctuation. Thread-safe.
 */
final class SeverityRules implements AutoCloseable {
    private static final Set<String> NEGATIONS =
            Set.of(
                    "no", "not", "never", "none", "nobody", "nothing", "nowhere", "neither", "nor",
                    "without", "cannot");
    private static final Set<String> AMOUNTS =
            Set.of("hundred", "thousand", "million", "billion", "trillion", "half", "percent");
    private static final Set<String> FUNCTION_WORDS =
            Set.of(
                    "a", "an", "the", "this", "that", "these", "those", "and", "or", "but", "if",
                    "then", "than", "so", "as", "of", "in", "on", "at", "to", "for", "from", "by",
                    "with", "into", "upon", "about", "it", "its", "it's", "he", "she", "they", "we",
                    "you", "i", "me", "him", "her", "them", "us", "my", "your", "his", "their",
                    "our", "is", "are", "was", "were", "be", "been", "being", "am", "do", "does",
                    "did", "have", "has", "had", "will", "would", "shall", "should", "can", "could",
                    "may", "might", "must", "there", "here", "who", "which", "what", "when",
                    "where", "oh", "uh", "um", "er", "well", "yes", "yeah", "okay");

    private final Set<String> names;
    private final TermAnalyzer terms = new TermAnalyzer();

    /**
     * Rules.
     *
     * @param names words of the reference that are names, lower case
     */
    SeverityRules(Set<String> names) {
        this.names = Set.copyOf(names);
    }

    /** How bad it is that one was written for the other; null for a word that is not there. */
    Severity of(@Nullable String said, @Nullable String written) {
        List<String> words = Stream.of(said, written).flatMap(Stream::ofNullable).toList();
        if (words.stream().distinct().count() == 1 && words.size() == 2) {
            return Severity.NONE;
        }
        if (words.stream().anyMatch(this::changesMeaning)) {
            return Severity.SERIOUS;
        }
        boolean minor =
                words.stream().allMatch(FUNCTION_WORDS::contains)
                        || (said != null && written != null && sameStem(said, written));
        return minor ? Severity.MINOR : Severity.STANDARD;
    }

    private boolean changesMeaning(String word) {
        return NEGATIONS.contains(word)
                || word.endsWith("n't")
                || NumberWords.ONES.contains(word)
                || NumberWords.TENS.contains(word)
                || AMOUNTS.contains(word)
                || word.chars().anyMatch(Character::isDigit)
                || names.contains(word);
    }

    private boolean sameStem(String one, String other) {
        List<String> stem = terms.terms(one);
        return !stem.isEmpty() && stem.equals(terms.terms(other));
    }

    @Override
    public void close() {
        terms.close();
    }
}
