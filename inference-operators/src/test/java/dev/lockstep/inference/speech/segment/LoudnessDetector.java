package dev.lockstep.inference.speech.segment;

/** A detector that hears speech where the first sample of a frame is above 0. */
public final class LoudnessDetector implements VoiceActivityDetector {
    @Override
    public float score(short[] samples, int offset, VoiceActivityState state) {
        return samples[offset] > 0 ? 0.9f : 0.05f;
    }

    @Override
    public void close() {}
}
