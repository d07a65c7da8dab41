package dev.lockstep.inference.speech.segment;

/**
 * Says how likely a frame of sound is speech. Stateless: what it must remember between frames is in
 * a {@link VoiceActivityState} that the caller keeps. Thread-safe.
 */
public interface VoiceActivityDetector extends AutoCloseable {
    /** Samples in a frame at 16 kHz; 32 ms. */
    int FRAME_SAMPLES = 512;

    /**
     * Scores the next frame and updates {@code state}.
     *
     * @param samples sound at 16 kHz mono
     * @param offset first sample of the frame; {@link #FRAME_SAMPLES} samples are read
     * @param state what was remembered; changed in place
     * @return probability of speech, 0..1
     */
    float score(short[] samples, int offset, VoiceActivityState state);

    @Override
    void close();
}
