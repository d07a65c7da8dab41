package dev.lockstep.inference.speech.recognize;

import java.util.Arrays;

/** Loudness of sound, frame by frame. Pure. */
final class Loudness {
    /** Less distance than this between quiet and loud frames says nothing, dB. */
    private static final double LEAST_RANGE_DB = 9;

    private Loudness() {}

    /**
     * How much each frame sounds like speech rather than a pause, 0..1, by where its level lies
     * between the quiet (10th percentile) and the loud (90th percentile) frames of the sound.
     *
     * @param samples 16 kHz mono
     * @param frame samples per frame; a last part frame is left out
     */
    static double[] speechShare(short[] samples, int frame) {
        int frames = samples.length / frame;
        double[] level = new double[frames];
        for (int f = 0; f < frames; f++) {
            double energy = 1;
            for (int i = f * frame; i < (f + 1) * frame; i++) {
                energy += (double) samples[i] * samples[i];
            }
            level[f] = 10 * Math.log10(energy / frame);
        }
        double[] sorted = level.clone();
        Arrays.sort(sorted);
        double[] share = new double[frames];
        if (frames == 0) {
            return share;
        }
        double loud = sorted[(int) (frames * 0.9)];
        double quiet = Math.max(sorted[frames / 10], loud - 45);
        double range = loud - quiet;
        if (range < LEAST_RANGE_DB) {
            Arrays.fill(share, 1);
            return share;
        }
        for (int f = 0; f < frames; f++) {
            double height = (level[f] - quiet) / range;
            share[f] = Math.max(0, Math.min(1, (height - 0.2) / 0.35));
        }
        return share;
    }
}
