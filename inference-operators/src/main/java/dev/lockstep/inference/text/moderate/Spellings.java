package dev.lockstep.inference.text.moderate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The ways in which a word between two spaces may be meant. {@code sh1t!} is {@code sh1t}, {@code
 * shit} and {@code shlt}; {@code a.b.c} is the words {@code a}, {@code b}, {@code c}, or {@code
 * abc}. Pure.
 */
final class Spellings {
    private static final String FROM = "0134578@$!|+";
    private static final String TO_WITH_I = "oieastbasiit";
    private static final String TO_WITH_L = "oleastbasllt";
    private static final int LONGEST = 64;

    private Spellings() {}

    /**
     * The words of a folded text, each in all its spellings, in order.
     *
     * <p>What stands between two spaces gives its parts between punctuation as words, one after the
     * other; the spellings of the whole are added to the first of them.
     */
    static List<Set<String>> of(String folded) {
        List<Set<String>> words = new ArrayList<>();
        for (String token : folded.split("\\s+")) {
            if (!token.isEmpty()) {
                add(token, words);
            }
        }
        return words;
    }

    private static void add(String token, List<Set<String>> words) {
        int first = words.size();
        boolean singles = true;
        int parts = 0;
        int at = 0;
        while (at < token.length()) {
            int begin = at;
            while (at < token.length() && isLetterOrDigit(token, at)) {
                at += Character.charCount(token.codePointAt(at));
            }
            if (at > begin) {
                Set<String> spellings = new LinkedHashSet<>();
                decode(token.substring(begin, at), spellings);
                words.add(spellings);
                parts++;
                singles &= token.codePointCount(begin, at) == 1;
            } else {
                at += Character.charCount(token.codePointAt(at));
            }
        }
        if (token.length() > LONGEST) {
            return;
        }
        Set<String> whole = new LinkedHashSet<>();
        decode(trimmed(token, false), whole);
        decode(trimmed(token, true), whole);
        if (singles && parts > 1) {
            whole.add(token.replaceAll("[^\\p{L}\\p{N}]", ""));
        }
        if (parts > 0) {
            words.get(first).addAll(whole);
        } else if (!whole.isEmpty()) {
            words.add(whole);
        }
    }

    /** The word itself, and with digits and signs read as the letters they look like. */
    private static void decode(String word, Set<String> spellings) {
        if (word.isEmpty()) {
            return;
        }
        spellings.add(word);
        // A number is a number: only what has a letter is read as letters.
        if (word.length() <= LONGEST && word.codePoints().anyMatch(Character::isLetter)) {
            spellings.add(replaced(word, TO_WITH_I));
            spellings.add(replaced(word, TO_WITH_L));
        }
    }

    private static String replaced(String word, String to) {
        StringBuilder meant = new StringBuilder(word);
        for (int i = 0; i < meant.length(); i++) {
            int which = FROM.indexOf(meant.charAt(i));
            if (which >= 0) {
                meant.setCharAt(i, to.charAt(which));
            }
        }
        return meant.toString();
    }

    /**
     * Without punctuation at its ends; signs that stand for letters stay in front, and at the end
     * if it is asked for: {@code a$$} ends in letters, {@code sh1t!!} does not.
     */
    private static String trimmed(String token, boolean signsAtTheEnd) {
        int from = 0;
        int to = token.length();
        while (from < to && !isLetterOrDigit(token, from) && !isSign(token.charAt(from))) {
            from++;
        }
        while (to > from
                && !Character.isLetterOrDigit(token.codePointBefore(to))
                && !(signsAtTheEnd && isSign(token.charAt(to - 1)))) {
            to--;
        }
        return token.substring(from, to);
    }

    private static boolean isSign(char letter) {
        return FROM.indexOf(letter) >= 0;
    }

    private static boolean isLetterOrDigit(String token, int at) {
        return Character.isLetterOrDigit(token.codePointAt(at));
    }
}
