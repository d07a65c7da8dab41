package dev.lockstep.load.evaluate.robustness;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Ways to write a word so that people read it and programs do not; after the confusables of Unicode
 * (UTS #39), invisible characters, Boucher et al., "Bad Characters: Imperceptible NLP Attacks"
 * (2022), and the spellings of chats. Stateless.
 */
final class TextAttacks {
    private static final String LATIN = "aceopxyijsABCEHIKMOPTX";
    private static final String CYRILLIC = "асеорхуіјѕАВСЕНІКМОРТХ";
    private static final String LETTERS = "aeilost";
    private static final String DIGITS = "4311057";
    private static final int FULL_WIDTH = 0xFEE0;

    private TextAttacks() {}

    /** All of them by name; the first leaves a word as it is. */
    static Map<String, UnaryOperator<String>> all() {
        Map<String, UnaryOperator<String>> all = new LinkedHashMap<>();
        all.put("as it is", word -> word);
        all.put("upper case", word -> word.toUpperCase(Locale.ROOT));
        all.put("leetspeak", word -> replaced(word, LETTERS, DIGITS));
        all.put("accents", word -> between(word, "\u0301"));
        all.put("full width", TextAttacks::fullWidth);
        all.put("zero-width characters", word -> between(word, "\u200B"));
        all.put("soft hyphens", word -> between(word, "\u00AD"));
        all.put("bidi controls", word -> "\u202D" + between(word, "\u2060") + "\u202C");
        all.put("dots between letters", word -> between(word, "."));
        all.put("blanks between letters", word -> between(word, " "));
        all.put("homoglyphs", word -> replaced(word, LATIN, CYRILLIC));
        all.put(
                "reversed by bidi override",
                word -> "\u202E" + new StringBuilder(word).reverse() + "\u202C");
        return all;
    }

    private static String between(String word, String sign) {
        return word.codePoints().mapToObj(Character::toString).collect(Collectors.joining(sign));
    }

    private static String replaced(String word, String from, String to) {
        StringBuilder text = new StringBuilder(word);
        for (int i = 0; i < text.length(); i++) {
            int at = from.indexOf(text.charAt(i));
            if (at >= 0) {
                text.setCharAt(i, to.charAt(at));
            }
        }
        return text.toString();
    }

    private static String fullWidth(String word) {
        return word.chars()
                .map(c -> c > ' ' && c < 0x7F ? c + FULL_WIDTH : c)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}
