package dev.lockstep.load.steering;

import java.util.Random;

/** Adds white noise to speech, the same for each mixer's n-th sound. One thread at a time. */
final class NoiseMixer {
    private static final long SEED = 20_261_125;

    private final Random random = new Random(SEED);

    /**
     * The sound with noise.
     *
     * @param samples 16-bit
     * @param decibels ratio of the mean powers of sound and noise
     */
    short[] mix(short[] samples, double decibels) {
        double power = 0;
        for (short sample : samples) {
            power += (double) sample * sample;
        }
        double amplitude = Math.sqrt(power / samples.length / Math.pow(10, decibels / 10));
        short[] mixed = new short[samples.length];
        for (int i = 0; i < mixed.length; i++) {
            double value = samples[i] + amplitude * random.nextGaussian();
            mixed[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value));
        }
        return mixed;
    }
}
