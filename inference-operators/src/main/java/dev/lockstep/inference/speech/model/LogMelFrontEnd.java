package dev.lockstep.inference.speech.model;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Whisper's log-mel spectrogram, shape [1, mels, frames]: 25 ms Hann windows every 10 ms, Slaney
 * mel filters over 0..8 kHz, log10 clamped to 8 below the maximum, then (x + 4) / 4 (Radford et al.
 * 2022, "Robust Speech Recognition via Large-Scale Weak Supervision", and its reference code). The
 * sound is padded with zeros or cut to the length the model was trained on. Thread-safe.
 */
public final class LogMelFrontEnd implements FrontEnd {
    private static final int RATE = 16_000;
    private static final int WINDOW = 400;
    private static final int HOP = 160;
    private static final int BINS = WINDOW / 2 + 1;

    private final int mels;
    private final int samplesWanted;
    private final float[][] filters;
    private final double[] hann = new double[WINDOW];
    private final double[] cosine = new double[WINDOW];
    private final double[] sine = new double[WINDOW];

    /**
     * @param mels mel bands: 80, or 128 for the large-v3 family
     * @param seconds length that the model was trained on, s
     */
    public LogMelFrontEnd(int mels, int seconds) {
        this.mels = mels;
        this.samplesWanted = seconds * RATE;
        this.filters = MelFilters.slaney(mels, WINDOW, RATE);
        for (int i = 0; i < WINDOW; i++) {
            hann[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / WINDOW);
            cosine[i] = Math.cos(2 * Math.PI * i / WINDOW);
            sine[i] = Math.sin(2 * Math.PI * i / WINDOW);
        }
    }

    @Override
    public long[] shape(int samples) {
        return new long[] {1, mels, samplesWanted / HOP};
    }

    @Override
    public void write(short[] samples, FloatBuffer to, int at) {
        int frames = samplesWanted / HOP;
        double[] windowed = new double[WINDOW];
        double[] power = new double[BINS];
        float loudest = Float.NEGATIVE_INFINITY;
        for (int frame = 0; frame < frames; frame++) {
            powerSpectrum(samples, frame * HOP - WINDOW / 2, windowed, power);
            for (int mel = 0; mel < mels; mel++) {
                double sum = 0;
                float[] filter = filters[mel];
                for (int bin = 0; bin < BINS; bin++) {
                    sum += filter[bin] * power[bin];
                }
                float log = (float) Math.log10(Math.max(sum, 1e-10));
                to.put(at + mel * frames + frame, log);
                loudest = Math.max(loudest, log);
            }
        }
        for (int i = at; i < at + mels * frames; i++) {
            to.put(i, (Math.max(to.get(i), loudest - 8) + 4) / 4);
        }
    }

    /** A discrete Fourier transform of 400 points, spelled out: no power of two, no library. */
    private void powerSpectrum(short[] samples, int start, double[] windowed, double[] power) {
        boolean silent = true;
        for (int i = 0; i < WINDOW; i++) {
            double sample = sample(samples, start + i);
            silent &= sample == 0;
            windowed[i] = sample * hann[i];
        }
        if (silent) {
            Arrays.fill(power, 0);
            return;
        }
        for (int bin = 0; bin < BINS; bin++) {
            double real = 0;
            double imaginary = 0;
            int phase = 0;
            for (int i = 0; i < WINDOW; i++) {
                real += windowed[i] * cosine[phase];
                imaginary -= windowed[i] * sine[phase];
                phase += bin;
                if (phase >= WINDOW) {
                    phase -= WINDOW;
                }
            }
            power[bin] = real * real + imaginary * imaginary;
        }
    }

    /** The sound with its ends mirrored, as the reference code centres its frames. */
    private double sample(short[] samples, int index) {
        int at = index < 0 ? -index : index;
        if (at >= samplesWanted) {
            at = 2 * (samplesWanted - 1) - at;
        }
        return at < samples.length ? samples[at] / 32_768.0 : 0;
    }
}
