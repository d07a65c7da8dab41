package dev.lockstep.inference.vision.text;

import java.nio.FloatBuffer;
import java.util.List;

/**
 * Greedy CTC: the likeliest class of each step; repetitions are one, blanks are none.
 *
 * <p>PP-OCR's Chinese and English recogniser runs English words together: between two words it
 * prefers the blank to the space, but within a word it gives the space next to nothing. So a space
 * that is not all too unlikely between two characters is believed, except beside Chinese, Japanese
 * and Korean ones. Not thread-safe.
 */
final class CtcDecoder {
    private static final int BLANK = 0;

    /**
     * Probability from which a space is believed that the blank outdoes. On drawn slides 0.01 to
     * 0.03 did equally well, and 0.06 lost half as many characters again.
     */
    private static final float LEAST_SPACE = 0.02f;

    private static final char FULL_WIDTH_FIRST = '\uFF01';
    private static final char FULL_WIDTH_LAST = '\uFF5E';
    private static final int FULL_WIDTH_OFFSET = FULL_WIDTH_FIRST - '!';

    private final List<String> characters;
    private final int space;
    private final float[] step;

    /**
     * @param characters the classes from 1 on
     */
    CtcDecoder(List<String> characters) {
        this.characters = List.copyOf(characters);
        this.space = characters.indexOf(" ") + 1;
        this.step = new float[characters.size() + 1];
    }

    /**
     * A line as read.
     *
     * @param text what it says
     * @param score mean probability of its characters; 0 where it has none
     */
    record Line(String text, float score) {}

    /** Number of classes, the blank among them. */
    int classes() {
        return step.length;
    }

    Line decode(FloatBuffer probabilities, int steps) {
        StringBuilder text = new StringBuilder();
        double sum = 0;
        int count = 0;
        int previous = BLANK;
        float spaceBetween = 0;
        for (int i = 0; i < steps; i++) {
            probabilities.get(i * step.length, step);
            int best = best();
            if (best == BLANK) {
                spaceBetween = space == BLANK ? 0 : Math.max(spaceBetween, step[space]);
            } else if (best != previous) {
                String next = characters.get(best - 1);
                if (spaceBetween >= LEAST_SPACE && separable(text, next)) {
                    text.append(' ');
                }
                text.append(next);
                sum += step[best];
                count++;
                spaceBetween = 0;
            }
            previous = best;
        }
        return new Line(narrow(text).strip(), count == 0 ? 0 : (float) (sum / count));
    }

    private int best() {
        int best = BLANK;
        for (int c = 1; c < step.length; c++) {
            if (step[c] > step[best]) {
                best = c;
            }
        }
        return best;
    }

    private static boolean separable(StringBuilder text, String next) {
        if (text.length() == 0) {
            return false;
        }
        int before = text.codePointBefore(text.length());
        int after = next.codePointAt(0);
        return !Character.isWhitespace(before)
                && !Character.isWhitespace(after)
                && !isWide(before)
                && !isWide(after);
    }

    private static boolean isWide(int codePoint) {
        return Character.isIdeographic(codePoint)
                || codePoint >= 0x3000 && codePoint <= 0x30FF
                || codePoint >= 0xAC00 && codePoint <= 0xD7A3;
    }

    /** In a line without wide characters, full-width punctuation is a misreading. */
    private static String narrow(StringBuilder text) {
        if (text.codePoints().anyMatch(CtcDecoder::isWide)) {
            return text.toString();
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= FULL_WIDTH_FIRST && c <= FULL_WIDTH_LAST) {
                text.setCharAt(i, (char) (c - FULL_WIDTH_OFFSET));
            }
        }
        return text.toString();
    }
}
