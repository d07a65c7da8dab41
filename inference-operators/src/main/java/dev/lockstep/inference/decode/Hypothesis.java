package dev.lockstep.inference.decode;

/**
 * What a decoder made of a piece of sound.
 *
 * @param tokens token ids without start and end tokens
 * @param logProbabilities natural logarithm of each token's probability
 * @param decoderRuns how often the decoder was run
 * @param draftAccepted tokens of the draft that were kept
 */
public record Hypothesis(
        int[] tokens, float[] logProbabilities, int decoderRuns, int draftAccepted) {
    /** Nothing. */
    public static final Hypothesis EMPTY = new Hypothesis(new int[0], new float[0], 0, 0);
}
