package dev.lockstep.inference.speech.segment;

/**
 * What Silero VAD remembers between two frames of one source: its LSTM state and the last 64
 * samples. Mutable, one per source, not thread-safe.
 *
 * @param lstm hidden and cell state, [2, 1, 128] in row-major order
 * @param context the last {@link #CONTEXT_SAMPLES} samples, −1..1
 */
public record VoiceActivityState(float[] lstm, float[] context) {
    /** Elements of the LSTM state. */
    public static final int LSTM_SIZE = 2 * 128;

    /** Samples of the frame before that the model wants in front, at 16 kHz. */
    public static final int CONTEXT_SAMPLES = 64;

    /** The state of a source that has not been heard yet. */
    public static VoiceActivityState fresh() {
        return new VoiceActivityState(new float[LSTM_SIZE], new float[CONTEXT_SAMPLES]);
    }
}
