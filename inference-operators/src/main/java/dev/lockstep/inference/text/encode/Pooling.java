package dev.lockstep.inference.text.encode;

import java.nio.FloatBuffer;

/**
 * From token states to a sentence vector. Source of both formulas: Reimers and Gurevych,
 * "Sentence-BERT", EMNLP 2019, section 3 (mean pooling), and the model card of all-MiniLM-L6-v2 (L2
 * norm). Pure.
 */
public final class Pooling {
    private Pooling() {}

    /**
     * The mean of the states of all tokens, of length 1.
     *
     * @param states token after token, each {@code width} values
     * @param tokens number of tokens; none of them padding
     */
    public static float[] mean(FloatBuffer states, int tokens, int width) {
        double[] sum = new double[width];
        for (int token = 0; token < tokens; token++) {
            for (int i = 0; i < width; i++) {
                sum[i] += states.get(token * width + i);
            }
        }
        return normalised(sum);
    }

    /** The same direction with length 1; zeros where there is none. */
    public static float[] normalised(double[] values) {
        double squares = 0;
        for (double value : values) {
            squares += value * value;
        }
        double norm = squares == 0 ? 1 : Math.sqrt(squares);
        float[] unit = new float[values.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (values[i] / norm);
        }
        return unit;
    }
}
