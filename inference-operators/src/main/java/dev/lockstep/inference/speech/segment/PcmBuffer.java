package dev.lockstep.inference.speech.segment;

import java.util.Arrays;

/** A growing run of 16 kHz mono samples that can lose its head. Not thread-safe. */
final class PcmBuffer {
    private short[] samples;
    private int size;

    PcmBuffer() {
        this(new short[0]);
    }

    PcmBuffer(short[] initial) {
        samples = initial.clone();
        size = initial.length;
    }

    int size() {
        return size;
    }

    short[] array() {
        return samples;
    }

    void append(short[] source, int from, int count) {
        if (size + count > samples.length) {
            samples = Arrays.copyOf(samples, Math.max(size + count, samples.length * 2));
        }
        System.arraycopy(source, from, samples, size, count);
        size += count;
    }

    void appendSilence(int count) {
        append(new short[count], 0, count);
    }

    void dropHead(int count) {
        System.arraycopy(samples, count, samples, 0, size - count);
        size -= count;
    }

    void clear() {
        samples = new short[0];
        size = 0;
    }

    short[] copy(int from, int to) {
        return Arrays.copyOfRange(samples, from, to);
    }

    short[] copy() {
        return copy(0, size);
    }
}
