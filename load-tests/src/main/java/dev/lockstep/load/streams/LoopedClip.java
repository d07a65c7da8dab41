package dev.lockstep.load.streams;

import dev.lockstep.load.measure.WavFile;

/** A clip repeated with a second of silence in between, begun at another place for each stream. */
final class LoopedClip {
    private LoopedClip() {}

    /**
     * Repeats a clip.
     *
     * @param clip 16 kHz mono
     * @param seconds length of the result
     * @param startShare where in the clip to begin, 0..1
     */
    static short[] of(short[] clip, int seconds, double startShare) {
        short[] samples = new short[seconds * WavFile.RATE];
        int period = clip.length + WavFile.RATE;
        int start = (int) (startShare * period);
        for (int i = 0; i < samples.length; i++) {
            int at = (start + i) % period;
            samples[i] = at < clip.length ? clip[at] : 0;
        }
        return samples;
    }
}
