package dev.lockstep.inference.text.language;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Languages that a script gives away: a few characters are enough, where statistics of n-grams want
 * a sentence. Pure.
 */
final class ScriptLanguage {
    private static final Map<UnicodeScript, String> OF_SCRIPT =
            new EnumMap<>(
                    Map.of(
                            UnicodeScript.HIRAGANA, "ja",
                            UnicodeScript.KATAKANA, "ja",
                            UnicodeScript.HANGUL, "ko",
                            UnicodeScript.HAN, "zh",
                            UnicodeScript.THAI, "th",
                            UnicodeScript.GREEK, "el",
                            UnicodeScript.HEBREW, "he"));

    private ScriptLanguage() {}

    /** The language of the script that most letters are in; null where it tells nothing. */
    static @Nullable String of(String text) {
        Map<UnicodeScript, Integer> counts = new EnumMap<>(UnicodeScript.class);
        int letters = 0;
        int at = 0;
        while (at < text.length()) {
            int letter = text.codePointAt(at);
            at += Character.charCount(letter);
            if (Character.isLetter(letter)) {
                letters++;
                counts.merge(UnicodeScript.of(letter), 1, Integer::sum);
            }
        }
        int kana =
                counts.getOrDefault(UnicodeScript.HIRAGANA, 0)
                        + counts.getOrDefault(UnicodeScript.KATAKANA, 0);
        int eastAsian = kana + counts.getOrDefault(UnicodeScript.HAN, 0);
        if (kana > 0 && 2 * eastAsian > letters) {
            // Japanese writes with Han too; nothing else writes with kana.
            return "ja";
        }
        for (Map.Entry<UnicodeScript, Integer> count : counts.entrySet()) {
            if (2 * count.getValue() > letters) {
                return OF_SCRIPT.get(count.getKey());
            }
        }
        return null;
    }
}
