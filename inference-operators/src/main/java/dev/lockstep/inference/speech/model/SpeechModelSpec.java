package dev.lockstep.inference.speech.model;

import dev.lockstep.inference.decode.DecodeSpec;

/**
 * What a recogniser must know of a speech model.
 *
 * @param id catalogue id
 * @param version version of the package
 * @param startTokens prompt that every decode begins with, at least one token
 * @param endToken token that ends a decode
 * @param maxTokensPerSecond most tokens that a second of sound can hold
 * @param shortestSamples least sound that the encoder takes, samples at 16 kHz
 */
public record SpeechModelSpec(
        String id,
        String version,
        int[] startTokens,
        int endToken,
        double maxTokensPerSecond,
        int shortestSamples) {

    /**
     * Moonshine tiny: start 1, end 2, at most 6.5 tokens a second (Jeffries et al. 2024,
     * "Moonshine: Speech Recognition for Live Transcription and Voice Commands", section on greedy
     * decoding).
     *
     * @param id catalogue id
     * @param version version of the package
     */
    public static SpeechModelSpec moonshine(String id, String version) {
        return new SpeechModelSpec(id, version, new int[] {1}, 2, 6.5, 1_600);
    }

    /**
     * Whisper: at most 7.5 tokens a second, half of its decoder's 448 positions for 30 s, as its
     * reference code has it.
     *
     * @param id catalogue id or reference
     * @param version version of the package
     * @param startTokens start of transcript, language and task where it knows several, no
     *     timestamps
     * @param endToken end of text
     */
    public static SpeechModelSpec whisper(
            String id, String version, int[] startTokens, int endToken) {
        return new SpeechModelSpec(id, version, startTokens, endToken, 7.5, 1_600);
    }

    /** The part that a decoder loop needs. */
    public DecodeSpec decoding() {
        return new DecodeSpec(startTokens, endToken);
    }

    /** Most tokens for so many samples at 16 kHz, at least 6. */
    public int maxTokens(int samples) {
        return Math.max(6, (int) Math.ceil(samples / 16_000.0 * maxTokensPerSecond));
    }
}
