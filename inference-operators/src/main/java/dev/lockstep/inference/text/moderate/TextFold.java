package dev.lockstep.inference.text.moderate;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Brings a text to the form in which words are compared: compatibility forms made one (NFKC),
 * accents and other marks taken away, invisible characters taken away, lower case. Pure.
 */
final class TextFold {
    private TextFold() {}

    static String of(String text) {
        String apart =
                Normalizer.normalize(
                        Normalizer.normalize(text, Normalizer.Form.NFKC), Normalizer.Form.NFD);
        StringBuilder plain = new StringBuilder(apart.length());
        int at = 0;
        while (at < apart.length()) {
            int letter = apart.codePointAt(at);
            at += Character.charCount(letter);
            int type = Character.getType(letter);
            if (type == Character.NON_SPACING_MARK
                    || type == Character.ENCLOSING_MARK
                    || type == Character.FORMAT) {
                continue;
            }
            plain.appendCodePoint(letter);
        }
        // Upper case first: then ß and SS, or the two sigmas, are one.
        return plain.toString().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).replace('ς', 'σ');
    }
}
