package dev.lockstep.inference.speech;

/**
 * Sound to be recognised.
 *
 * @param span what it is
 * @param samples 16 kHz mono, never changed after construction; empty for END_OF_STREAM
 */
public record SpeechRequest(UtteranceSpan span, short[] samples) {
    /** Rate of {@link #samples}, Hz. */
    public static final int SAMPLE_RATE_HZ = 16_000;
}
