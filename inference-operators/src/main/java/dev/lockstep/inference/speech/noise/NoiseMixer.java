package dev.lockstep.inference.speech.noise;

import java.util.List;
import java.util.Random;

/**
 * Adds noise of a given ratio to speech: 10 · log10 of the mean power of the sound over that of the
 * noise, both over the whole sound, pauses included. The n-th sound that a mixer gets has the same
 * noise in each mixer of the same seed. One thread at a time.
 */
public final class NoiseMixer {
    private final Random random;

    /** A mixer; those of one seed mix alike. */
    public NoiseMixer(long seed) {
        random = new Random(seed);
    }

    /**
     * The sound with white, Gaussian noise.
     *
     * @param samples 16-bit
     * @param decibels ratio of the mean powers of sound and noise
     */
    public short[] white(short[] samples, double decibels) {
        double amplitude = Math.sqrt(power(samples) / Math.pow(10, decibels / 10));
        short[] mixed = new short[samples.length];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = clipped(samples[i] + amplitude * random.nextGaussian());
        }
        return mixed;
    }

    /**
     * The sound with noise like that of a room full of people: as many voices as asked for, each a
     * piece of given speech from a random place on, played backwards so that no word of it is one,
     * all equally loud.
     *
     * @param samples 16-bit
     * @param voices speech to take the pieces from, at least one that is not silent
     * @param talkers how many talk at once
     * @param decibels ratio of the mean powers of sound and noise
     */
    public short[] babble(short[] samples, List<short[]> voices, int talkers, double decibels) {
        List<short[]> heard = voices.stream().filter(voice -> power(voice) > 0).toList();
        if (heard.isEmpty() || talkers < 1) {
            throw new IllegalArgumentException("Babble needs a voice that is not silent.");
        }
        double[] noise = new double[samples.length];
        for (int talker = 0; talker < talkers; talker++) {
            short[] voice = heard.get(random.nextInt(heard.size()));
            int at = random.nextInt(voice.length);
            double loudness = 1 / Math.sqrt(power(voice));
            for (int i = 0; i < noise.length; i++) {
                noise[i] += loudness * voice[Math.floorMod(at - i, voice.length)];
            }
        }
        double power = 0;
        for (double value : noise) {
            power += value * value;
        }
        double amplitude =
                power == 0
                        ? 0
                        : Math.sqrt(
                                power(samples)
                                        / Math.pow(10, decibels / 10)
                                        / (power / noise.length));
        short[] mixed = new short[samples.length];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = clipped(samples[i] + amplitude * noise[i]);
        }
        return mixed;
    }

    /** Mean power, in squares of samples; 0 of no sound. */
    public static double power(short[] samples) {
        double power = 0;
        for (short sample : samples) {
            power += (double) sample * sample;
        }
        return samples.length == 0 ? 0 : power / samples.length;
    }

    private static short clipped(double value) {
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value));
    }
}
