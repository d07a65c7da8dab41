package dev.lockstep.load.talk;

import java.util.Arrays;

/**
 * Sound of one stream, 16 kHz, mono: a round that all streams share, over and over, and silence
 * after it. Hours of many streams so take no more memory than one round.
 *
 * @param round shared, not written to
 * @param from sample of the round at which the stream begins
 * @param length of the stream, samples
 * @param silentFrom sample of the stream from which on it is silent; not before it begins
 */
@SuppressWarnings("ArrayRecordComponent") // Minutes of sound are handed over as they are.
public record StreamSound(short[] round, int from, long length, long silentFrom) {
    public StreamSound {
        if (length < 0 || silentFrom < 0 || from < 0 || (from > 0 && from >= round.length)) {
            throw new IllegalArgumentException(
                    "Sound of %d samples from %d of %d, silent from %d."
                            .formatted(length, from, round.length, silentFrom));
        }
    }

    /** The samples once. They are shared. */
    public static StreamSound of(short[] samples) {
        return new StreamSound(samples, 0, samples.length, samples.length);
    }

    /** A copy of the samples of the stream from one, inclusive, to another, exclusive. */
    public short[] samples(long begin, long end) {
        short[] copy = new short[Math.toIntExact(end - begin)];
        int spoken = (int) Math.max(0, Math.min(end, silentFrom) - begin);
        for (int done = 0; done < spoken; ) {
            int at = (int) ((from + begin + done) % round.length);
            int run = Math.min(spoken - done, round.length - at);
            System.arraycopy(round, at, copy, done, run);
            done += run;
        }
        return copy;
    }

    /** The beginning of it, or all if that is shorter. */
    public StreamSound first(long samples) {
        return new StreamSound(round, from, Math.min(length, samples), silentFrom);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StreamSound sound
                && Arrays.equals(round, sound.round)
                && from == sound.from
                && length == sound.length
                && silentFrom == sound.silentFrom;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(length) * 31 + from;
    }
}
