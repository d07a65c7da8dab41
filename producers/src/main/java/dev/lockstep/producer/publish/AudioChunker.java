package dev.lockstep.producer.publish;

import dev.lockstep.producer.media.MediaUnit;
import dev.lockstep.producer.media.MediaUnit.AudioSamples;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Cuts sound into chunks of equal length; the last one before a discontinuity, an epoch or the end
 * may be shorter. Times come from counting samples, so they do not drift. Not thread-safe.
 */
public final class AudioChunker {

    private final short[] chunk;
    private final Consumer<AudioSamples> out;
    private int filled;
    private int epoch;
    private long baseUs;
    private long samples;
    private boolean discontinuity;
    private boolean started;

    /** A chunker; the length in ms. */
    public AudioChunker(int chunkMs, Consumer<AudioSamples> out) {
        if (chunkMs < 10 || chunkMs > 10_000) {
            throw new IllegalArgumentException(
                    "Chunks must be 10 to 10000 ms long, not " + chunkMs);
        }
        this.chunk = new short[chunkMs * MediaUnit.SAMPLE_RATE_HZ / 1_000];
        this.out = out;
    }

    /** Adds sound. */
    public void add(AudioSamples unit) {
        if (!started || unit.discontinuity() || unit.epoch() != epoch) {
            finish();
            started = true;
            epoch = unit.epoch();
            baseUs = unit.ptsUs();
            samples = 0;
            discontinuity = unit.discontinuity();
        }
        short[] pcm = unit.pcm();
        int taken = 0;
        while (taken < pcm.length) {
            int count = Math.min(chunk.length - filled, pcm.length - taken);
            System.arraycopy(pcm, taken, chunk, filled, count);
            taken += count;
            filled += count;
            if (filled == chunk.length) {
                finish();
            }
        }
    }

    /** Hands out what is left. */
    public void finish() {
        if (filled == 0) {
            return;
        }
        long ptsUs = baseUs + samples * 1_000_000L / MediaUnit.SAMPLE_RATE_HZ;
        samples += filled;
        out.accept(new AudioSamples(epoch, ptsUs, Arrays.copyOf(chunk, filled), discontinuity));
        filled = 0;
        discontinuity = false;
    }
}
