package dev.lockstep.inference.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/**
 * Where the key–value caches of a decoder batch lie: direct buffers, one set per thread and number
 * of halves, grown when needed, so that a step neither allocates nor copies them. The decoder half
 * has two sides: a step reads one and writes the other.
 */
final class DecoderBuffers {
    private static final ThreadLocal<DecoderBuffers> BUFFERS =
            ThreadLocal.withInitial(DecoderBuffers::new);

    private FloatBuffer[] past = {};
    private FloatBuffer[] present = {};
    private FloatBuffer[] encoder = {};
    private LongBuffer mask = direct(0).asLongBuffer();

    private DecoderBuffers() {}

    /**
     * The buffers of this thread.
     *
     * @param halves keys and values of all layers
     */
    static DecoderBuffers forThread(int halves) {
        DecoderBuffers buffers = BUFFERS.get();
        if (buffers.past.length < halves) {
            buffers.past = empty(halves);
            buffers.present = empty(halves);
            buffers.encoder = empty(halves);
        }
        return buffers;
    }

    /** Reading side of the decoder half {@code i}, with room for so many floats. */
    FloatBuffer past(int i, int floats) {
        past[i] = grown(past[i], floats);
        return past[i];
    }

    /** Writing side of the decoder half {@code i}. */
    FloatBuffer present(int i, int floats) {
        present[i] = grown(present[i], floats);
        return present[i];
    }

    /** The encoder half {@code i}. */
    FloatBuffer encoder(int i, int floats) {
        encoder[i] = grown(encoder[i], floats);
        return encoder[i];
    }

    /** The mask of the encoder. */
    LongBuffer mask(int longs) {
        if (mask.capacity() < longs) {
            LongBuffer larger = direct(longs * Long.BYTES).asLongBuffer();
            larger.put(0, mask, 0, mask.capacity());
            mask = larger;
        }
        return mask;
    }

    /** What was written is read next. */
    void swap() {
        FloatBuffer[] written = present;
        present = past;
        past = written;
    }

    private static FloatBuffer grown(FloatBuffer buffer, int floats) {
        if (buffer.capacity() >= floats) {
            return buffer;
        }
        FloatBuffer larger =
                direct(Math.max(floats, 2 * buffer.capacity()) * Float.BYTES).asFloatBuffer();
        return larger.put(0, buffer, 0, buffer.capacity());
    }

    private static FloatBuffer[] empty(int count) {
        FloatBuffer[] buffers = new FloatBuffer[count];
        java.util.Arrays.setAll(buffers, i -> direct(0).asFloatBuffer());
        return buffers;
    }

    private static ByteBuffer direct(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
}
