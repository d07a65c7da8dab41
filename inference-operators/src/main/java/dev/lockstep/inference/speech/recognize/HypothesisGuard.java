package dev.lockstep.inference.speech.recognize;

import dev.lockstep.inference.decode.Hypothesis;

/**
 * Tells speech from text that a model invents over noise, music or silence, by how sure it was. The
 * detector has already said that this might be speech; a model that hears none is unsure of nearly
 * every token. Pure.
 *
 * @param leastConfidence geometric mean of token probabilities below which a hypothesis is refused
 * @param leastConfidenceShort the same for sounds of less than a second, where models invent most
 */
public record HypothesisGuard(double leastConfidence, double leastConfidenceShort)
        implements java.io.Serializable {
    private static final int SHORT_SAMPLES = 16_000;

    /** What is used unless something else is configured. */
    public static HypothesisGuard defaults() {
        return new HypothesisGuard(0.4, 0.5);
    }

    /** Geometric mean of the token probabilities, 0..1; 0 where there is no token. */
    public static float confidence(Hypothesis hypothesis, int from, int to) {
        if (to <= from) {
            return 0;
        }
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += hypothesis.logProbabilities()[i];
        }
        return (float) Math.exp(sum / (to - from));
    }

    /**
     * Whether to believe it.
     *
     * @param hypothesis what the model wrote
     * @param samples length of the sound at 16 kHz
     */
    public boolean believes(Hypothesis hypothesis, int samples) {
        double least = samples < SHORT_SAMPLES ? leastConfidenceShort : leastConfidence;
        return confidence(hypothesis, 0, hypothesis.tokens().length) >= least;
    }
}
