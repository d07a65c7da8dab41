package dev.lockstep.producer.media;

import java.util.Arrays;

/** The first second of sound of a connection, to know it again. Not thread-safe. */
final class Opening {
    private final short[] pcm = new short[MediaUnit.SAMPLE_RATE_HZ];
    private int length;

    void add(MediaUnit unit) {
        if (unit instanceof MediaUnit.AudioSamples samples) {
            int count = Math.min(samples.pcm().length, pcm.length - length);
            System.arraycopy(samples.pcm(), 0, pcm, length, count);
            length += count;
        }
    }

    boolean isComplete() {
        return length == pcm.length;
    }

    /** True when there is sound in both and it is the same. */
    boolean isSameAs(Opening other) {
        return length > 0 && Arrays.equals(pcm, 0, length, other.pcm, 0, other.length);
    }
}
