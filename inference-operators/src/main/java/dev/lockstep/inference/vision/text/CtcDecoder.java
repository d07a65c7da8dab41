package dev.lockstep.inference.vision.text;

import java.nio.FloatBuffer;
import java.util.List;

/**
 * Greedy CTC: the likeliest class of each step; repetitions are one, blanks are none. Not
 * thread-safe.
 */
final class CtcDecoder {
    private static final int BLANK = 0;

    private final List<String> characters;
    private final float[] step;

    /**
     * @param characters the classes from 1 on
     */
    CtcDecoder(List<String> characters) {
        this.characters = List.copyOf(characters);
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
        for (int i = 0; i < steps; i++) {
            probabilities.get(i * step.length, step);
            int best = BLANK;
            for (int c = 1; c < step.length; c++) {
                if (step[c] > step[best]) {
                    best = c;
                }
            }
            if (best != BLANK && best != previous) {
                text.append(characters.get(best - 1));
                sum += step[best];
                count++;
            }
            previous = best;
        }
        return new Line(text.toString().strip(), count == 0 ? 0 : (float) (sum / count));
    }
}
