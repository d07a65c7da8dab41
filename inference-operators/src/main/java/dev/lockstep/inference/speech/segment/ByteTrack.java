package dev.lockstep.inference.speech.segment;

import java.util.Arrays;

/** A growing run of values 0..1, kept with 8 bits each. Not thread-safe. */
final class ByteTrack {
    private byte[] values;
    private int size;

    ByteTrack() {
        this(new byte[0]);
    }

    ByteTrack(byte[] initial) {
        values = initial.clone();
        size = initial.length;
    }

    int size() {
        return size;
    }

    void add(float value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, Math.max(64, size * 2));
        }
        values[size++] = (byte) Math.round(Math.min(1, Math.max(0, value)) * 255);
    }

    float get(int index) {
        return (values[index] & 0xff) / 255f;
    }

    void dropHead(int count) {
        int dropped = Math.min(count, size);
        System.arraycopy(values, dropped, values, 0, size - dropped);
        size -= dropped;
    }

    void clear() {
        size = 0;
    }

    byte[] copy() {
        return Arrays.copyOf(values, size);
    }
}
