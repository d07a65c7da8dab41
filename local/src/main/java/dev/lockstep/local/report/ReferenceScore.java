package dev.lockstep.local.report;

import dev.lockstep.local.accuracy.TextNormalizer;
import dev.lockstep.local.failure.UserException;
import dev.lockstep.view.compliance.NerScore;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Compares captions with a reference that people wrote. Stateless. */
final class ReferenceScore {
    private static final Pattern SENTENCE_END = Pattern.compile("[.!?…:][\"'”’)]*$");

    private ReferenceScore() {}

    static NerScore of(String reference, String captions) {
        try {
            return NerScore.of(
                    TextNormalizer.words(reference),
                    TextNormalizer.words(captions),
                    names(reference));
        } catch (IllegalArgumentException e) {
            throw new UserException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Words that are written with a capital within a sentence and nowhere without: names, as far as
     * spelling tells.
     */
    static Set<String> names(String reference) {
        Set<String> capital = new HashSet<>();
        Set<String> small = new HashSet<>();
        boolean start = true;
        for (String word : reference.strip().split("\\s+")) {
            List<String> keys = TextNormalizer.words(word);
            boolean upper =
                    word.codePoints()
                            .filter(Character::isLetter)
                            .limit(1)
                            .anyMatch(Character::isUpperCase);
            if (!upper) {
                small.addAll(keys);
            } else if (!start && !keys.isEmpty() && !keys.get(0).matches("i|i'.*")) {
                capital.addAll(keys);
            }
            start = SENTENCE_END.matcher(word).find();
        }
        capital.removeAll(small);
        return capital;
    }
}
