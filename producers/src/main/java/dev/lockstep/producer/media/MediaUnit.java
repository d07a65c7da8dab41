package dev.lockstep.producer.media;

/**
 * A piece of decoded media. Times are µs from the start of the source, unwrapped, on one line that
 * goes on when a lost source comes back; {@code epoch} rises when the timestamps of the source jump
 * or its connection was lost. The arrays are handed over: the receiver owns them.
 */
public sealed interface MediaUnit {

    /** Samples a second of all sound that a source hands out, Hz. */
    int SAMPLE_RATE_HZ = 16_000;

    /** The epoch that the unit belongs to, from 0. */
    int epoch();

    /** Presentation time of the first sample or of the picture, µs. */
    long ptsUs();

    /** Time that the unit covers, µs; 0 for a picture. */
    long durationUs();

    /**
     * Sound, 16 kHz mono.
     *
     * @param discontinuity samples are missing between the unit before this one and this one
     */
    record AudioSamples(int epoch, long ptsUs, short[] pcm, boolean discontinuity)
            implements MediaUnit {
        @Override
        public long durationUs() {
            return pcm.length * 1_000_000L / SAMPLE_RATE_HZ;
        }
    }

    /** A sampled picture as JPEG; width and height in pixels. */
    record Picture(int epoch, long ptsUs, byte[] jpeg, int width, int height) implements MediaUnit {
        @Override
        public long durationUs() {
            return 0;
        }
    }
}
