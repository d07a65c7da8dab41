package dev.lockstep.inference.speech.segment;

/** Signed 16-bit little-endian samples. */
public final class Pcm {
    private Pcm() {}

    /**
     * Samples out of bytes.
     *
     * @param bytes s16le
     * @param offset first byte
     * @param length number of bytes; an odd last one is left out
     */
    public static short[] samples(byte[] bytes, int offset, int length) {
        short[] samples = new short[length / 2];
        for (int i = 0; i < samples.length; i++) {
            int at = offset + 2 * i;
            samples[i] = (short) ((bytes[at] & 0xff) | (bytes[at + 1] << 8));
        }
        return samples;
    }

    /** Bytes (s16le) out of samples. */
    public static byte[] bytes(short[] samples) {
        byte[] bytes = new byte[samples.length * 2];
        for (int i = 0; i < samples.length; i++) {
            bytes[2 * i] = (byte) samples[i];
            bytes[2 * i + 1] = (byte) (samples[i] >> 8);
        }
        return bytes;
    }
}
