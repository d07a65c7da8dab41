package dev.lockstep.inference.decode;

/**
 * What a decoder loop must know of a model. The array is handed over, never written to.
 *
 * @param startTokens prompt that every decode begins with, at least one token
 * @param endToken token that ends a decode
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record DecodeSpec(int[] startTokens, int endToken) {
    /** Checks the prompt. */
    public DecodeSpec {
        if (startTokens.length == 0) {
            throw new IllegalArgumentException("A decode begins with at least one token.");
        }
    }
}
