package dev.lockstep.inference.speech;

import java.util.List;

/**
 * Sound to be recognised.
 *
 * @param span what it is
 * @param samples 16 kHz mono, never changed after construction; empty for END_OF_STREAM
 * @param terms that were on screen and are likely to be said, see {@link
 *     dev.lockstep.inference.speech.context.ScreenTerms}; empty where nothing steers
 */
public record SpeechRequest(UtteranceSpan span, short[] samples, List<String> terms) {
    /** Rate of {@link #samples}, Hz. */
    public static final int SAMPLE_RATE_HZ = 16_000;

    /** Sound that nothing steers. */
    public SpeechRequest(UtteranceSpan span, short[] samples) {
        this(span, samples, List.of());
    }

    /** The same with terms that steer. */
    public SpeechRequest with(List<String> other) {
        return new SpeechRequest(span, samples, other);
    }
}
