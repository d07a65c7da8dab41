package dev.lockstep.inference.text.moderate;

import java.text.Normalizer;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings a text to the form in which words are compared: compatibility forms made one, accents and
 * other marks taken away, invisible characters taken away, lower case. Thread-safe.
 *
 * <p>Characters are decomposed (NFKD) one by one. What a character becomes does not depend on its
 * neighbours, only the order of marks does, and marks are taken away. So a run of a million marks,
 * which a normaliser would sort by inserting, costs what a million letters cost.
 */
final class TextFold {
    /** Folded characters that are remembered; texts have few different ones. */
    private static final int REMEMBERED = 1 << 12;

    private static final int ASCII = 0x80;

    private static final AtomicReferenceArray<@Nullable Folded> KNOWN =
            new AtomicReferenceArray<>(REMEMBERED);

    private TextFold() {}

    /** What a character becomes; nothing for a mark. */
    private record Folded(int letter, String plain) {}

    static String of(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        each(text, plain::appendCodePoint);
        return plain.toString();
    }

    /** Hands over the folded text, a code point at a time. */
    static void each(String text, IntConsumer plain) {
        int at = 0;
        while (at < text.length()) {
            int letter = text.codePointAt(at);
            at += Character.charCount(letter);
            if (letter < ASCII) {
                plain.accept(letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter);
                continue;
            }
            String folded = folded(letter);
            for (int i = 0; i < folded.length(); i += Character.charCount(folded.codePointAt(i))) {
                plain.accept(folded.codePointAt(i));
            }
        }
    }

    private static String folded(int letter) {
        int place = letter % REMEMBERED;
        Folded known = KNOWN.get(place);
        if (known == null || known.letter() != letter) {
            known = new Folded(letter, fold(letter));
            KNOWN.set(place, known);
        }
        return known.plain();
    }

    private static String fold(int letter) {
        StringBuilder plain = new StringBuilder();
        Normalizer.normalize(Character.toString(letter), Normalizer.Form.NFKD)
                .codePoints()
                .filter(part -> !isMark(part))
                .forEach(plain::appendCodePoint);
        // Upper case first: then ß and SS, or the two sigmas, are one.
        return plain.toString().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).replace('ς', 'σ');
    }

    private static boolean isMark(int letter) {
        int type = Character.getType(letter);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.FORMAT;
    }
}
