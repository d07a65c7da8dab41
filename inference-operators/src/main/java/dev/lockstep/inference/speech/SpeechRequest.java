package dev.lockstep.inference.speech;

/**
 * Sound to be recognised.
 *
 * @param span what it is
 * @param samples 16 kHz mono, never changed after construction; empty for END_OF_STREAM
 * @param counts what became of the records of the source so far
 */
public record SpeechRequest(UtteranceSpan span, short[] samples, SourceCounts counts) {
    /** Rate of {@link #samples}, Hz. */
    public static final int SAMPLE_RATE_HZ = 16_000;
}
