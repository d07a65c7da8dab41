package dev.lockstep.inference.speech.model;

import java.nio.FloatBuffer;

/**
 * Turns sound into what an encoder takes: the samples themselves, or a spectrogram. Thread-safe.
 */
public interface FrontEnd {
    /**
     * Shape of an encoder's input, with a leading batch dimension of 1.
     *
     * @param samples length of the sound, at 16 kHz
     */
    long[] shape(int samples);

    /**
     * Writes an encoder's input, row-major, by absolute positions.
     *
     * @param samples 16 kHz mono
     * @param to with room for {@link #shape}
     * @param at position of the first value
     */
    void write(short[] samples, FloatBuffer to, int at);

    /** The waveform itself, −1..1, shape [1, n]: what Moonshine takes. */
    static FrontEnd waveform() {
        return new FrontEnd() {
            @Override
            public long[] shape(int samples) {
                return new long[] {1, samples};
            }

            @Override
            public void write(short[] samples, FloatBuffer to, int at) {
                for (int i = 0; i < samples.length; i++) {
                    to.put(at + i, samples[i] / 32_768f);
                }
            }
        };
    }
}
