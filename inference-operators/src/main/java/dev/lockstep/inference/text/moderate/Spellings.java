package dev.lockstep.inference.text.moderate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The ways in which a word between two spaces may be meant. {@code sh1t!} is {@code sh1t}, {@code
 * shit} and {@code shlt}; {@code a.b.c} is the words {@code a}, {@code b}, {@code c}, or {@code
 * abc}. One thread; takes a folded text character by character and holds no more of it than what
 * stands between two spaces, of that at most {@value #LONGEST} characters, and a word.
 *
 * <p>What stands between two spaces gives its parts between punctuation as words, one after the
 * other; the spellings of the whole are added to the first of them.
 */
final class Spellings {
    /** Characters up to which a word is read in other ways than as it is written. */
    static final int LONGEST = 64;

    private static final String FROM = "0134578@$!|+";
    private static final String TO_WITH_I = "oieastbasiit";
    private static final String TO_WITH_L = "oleastbasllt";
    private static final String SPACES = " \t\n\u000B\f\r";

    private final int kept;
    private final Consumer<Set<String>> words;
    private final SearchWork work;

    private final StringBuilder token = new StringBuilder();
    private final StringBuilder part = new StringBuilder();
    private final List<Set<String>> parts = new ArrayList<>();
    private boolean isLong;
    private boolean singles = true;
    private int partLetters;

    /**
     * @param longestWanted characters of the longest word that is looked for; of longer ones the
     *     beginning is handed over, which is longer than that too
     * @param words is given each word in all its spellings, in order
     */
    Spellings(int longestWanted, Consumer<Set<String>> words, SearchWork work) {
        this.kept = Math.max(LONGEST, longestWanted) + 1;
        this.words = words;
        this.work = work;
    }

    /** The next character of the folded text. */
    void accept(int letter) {
        work.folded++;
        if (letter < Character.MAX_VALUE && SPACES.indexOf(letter) >= 0) {
            end();
            return;
        }
        if (!isLong) {
            token.appendCodePoint(letter);
            if (token.length() > LONGEST) {
                isLong = true;
                handOver();
            }
        }
        if (Character.isLetterOrDigit(letter)) {
            partLetters++;
            if (part.length() < kept) {
                part.appendCodePoint(letter);
            }
        } else {
            endPart();
        }
        work.mostChars = Math.max(work.mostChars, Math.max(token.length(), part.length()));
    }

    /** A space, or the end of the text. */
    void end() {
        int only = parts.isEmpty() ? part.length() : 0;
        endPart();
        // A word without anything round it is the whole.
        if (!isLong && only < token.length()) {
            addWhole();
        }
        handOver();
        token.setLength(0);
        isLong = false;
        singles = true;
    }

    private void endPart() {
        if (partLetters == 0) {
            return;
        }
        Set<String> spellings = new LinkedHashSet<>();
        decode(part.toString(), spellings);
        singles = singles && partLetters == 1;
        part.setLength(0);
        partLetters = 0;
        parts.add(spellings);
        if (isLong) {
            handOver();
        }
    }

    private void addWhole() {
        String whole = token.toString();
        Set<String> spellings = new LinkedHashSet<>();
        decode(trimmed(whole, false), spellings);
        decode(trimmed(whole, true), spellings);
        if (singles && parts.size() > 1) {
            spellings.add(whole.replaceAll("[^\\p{L}\\p{N}]", ""));
            work.spellings++;
        }
        if (!parts.isEmpty()) {
            parts.get(0).addAll(spellings);
        } else if (!spellings.isEmpty()) {
            parts.add(spellings);
        }
    }

    private void handOver() {
        parts.forEach(words);
        parts.clear();
    }

    /** The word itself, and with digits and signs read as the letters they look like. */
    private void decode(String word, Set<String> spellings) {
        if (word.isEmpty()) {
            return;
        }
        spellings.add(word);
        work.spellings++;
        // A number is a number: only what has a letter is read as letters.
        if (word.length() <= LONGEST
                && word.chars().anyMatch(letter -> FROM.indexOf(letter) >= 0)
                && word.codePoints().anyMatch(Character::isLetter)) {
            spellings.add(replaced(word, TO_WITH_I));
            spellings.add(replaced(word, TO_WITH_L));
            work.spellings += 2;
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
        while (from < to
                && !Character.isLetterOrDigit(token.codePointAt(from))
                && !isSign(token.charAt(from))) {
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
}
