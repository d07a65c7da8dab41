package dev.lockstep.load.evaluate.accuracy;

import dev.lockstep.local.accuracy.WordErrors;
import java.text.Normalizer;
import java.util.List;

/**
 * Errors of on-screen text in characters: the fewest edits that turn what stands there into what
 * was read. Compared are code points after NFKC, with case and punctuation, every run of white
 * space as one blank. Stateless.
 */
public final class CharacterErrors {
    private CharacterErrors() {}

    /** The edits, with characters in place of words. */
    public static WordErrors between(String reference, String hypothesis) {
        return WordErrors.between(characters(reference), characters(hypothesis));
    }

    static List<String> characters(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .strip()
                .replaceAll("\\s+", " ")
                .codePoints()
                .mapToObj(Character::toString)
                .toList();
    }
}
