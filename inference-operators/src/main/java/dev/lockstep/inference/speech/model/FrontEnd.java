package dev.lockstep.inference.speech.model;

/**
 * Turns sound into what an encoder takes: the samples themselves, or a spectrogram. Thread-safe.
 */
public interface FrontEnd {
    /**
     * Input of an encoder.
     *
     * @param values row-major
     * @param shape with a leading batch dimension of 1
     */
    record Features(float[] values, long[] shape) {}

    /**
     * Computes the features.
     *
     * @param samples 16 kHz mono
     */
    Features features(short[] samples);

    /** The waveform itself, −1..1, shape [1, n]: what Moonshine takes. */
    static FrontEnd waveform() {
        return samples -> {
            float[] values = new float[samples.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = samples[i] / 32_768f;
            }
            return new Features(values, new long[] {1, values.length});
        };
    }
}
