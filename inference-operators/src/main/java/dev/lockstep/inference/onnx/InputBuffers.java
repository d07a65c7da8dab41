package dev.lockstep.inference.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/**
 * Where the inputs of runs lie: direct buffers, one set per thread, grown when needed, so that a
 * run neither allocates nor copies them. Lengths differ from request to request, so they are kept
 * by thread and not by shape. A tensor over them holds until the next one of its kind is asked for
 * on the same thread.
 */
final class InputBuffers {
    private static final ThreadLocal<InputBuffers> BUFFERS =
            ThreadLocal.withInitial(InputBuffers::new);

    /** Ones and nothing else, shared by all threads; never written to once it is here. */
    private static volatile LongBuffer ones = direct(0).asLongBuffer();

    private FloatBuffer values = direct(0).asFloatBuffer();
    private LongBuffer ids = direct(0).asLongBuffer();
    private LongBuffer mask = direct(0).asLongBuffer();

    private InputBuffers() {}

    static InputBuffers forThread() {
        return BUFFERS.get();
    }

    /** Room for so many floats, to be written by absolute positions. */
    FloatBuffer values(int floats) {
        if (values.capacity() < floats) {
            values = direct(Math.max(floats, 2 * values.capacity()) * Float.BYTES).asFloatBuffer();
        }
        return values;
    }

    /** What was written to {@link #values}. */
    OnnxTensor valuesTensor(int floats, long... shape) throws OrtException {
        return OnnxTensor.createTensor(
                OnnxRuntime.environment(), values.duplicate().position(0).limit(floats), shape);
    }

    /** Room for a mask of so many places, to be written by absolute positions. */
    LongBuffer mask(int longs) {
        if (mask.capacity() < longs) {
            mask = direct(Math.max(longs, 2 * mask.capacity()) * Long.BYTES).asLongBuffer();
        }
        return mask;
    }

    /** What was written to {@link #mask}. */
    OnnxTensor maskTensor(int rows, int columns) throws OrtException {
        return OnnxTensor.createTensor(
                OnnxRuntime.environment(),
                mask.duplicate().position(0).limit(rows * columns),
                new long[] {rows, columns});
    }

    /** Tokens row by row, int64 [rows, tokens / rows]. */
    static OnnxTensor ids(int[] tokens, int length, int rows) throws OrtException {
        InputBuffers buffers = forThread();
        if (buffers.ids.capacity() < length) {
            int longs = Math.max(length, 2 * buffers.ids.capacity());
            buffers.ids = direct(longs * Long.BYTES).asLongBuffer();
        }
        for (int i = 0; i < length; i++) {
            buffers.ids.put(i, tokens[i]);
        }
        return OnnxTensor.createTensor(
                OnnxRuntime.environment(),
                buffers.ids.duplicate().position(0).limit(length),
                new long[] {rows, length / rows});
    }

    /** Ones, int64 [1, length]; good for as long as it is wanted. */
    static OnnxTensor ones(int length) throws OrtException {
        LongBuffer there = ones;
        if (there.capacity() < length) {
            there = direct(Math.max(length, 2 * there.capacity()) * Long.BYTES).asLongBuffer();
            for (int i = 0; i < there.capacity(); i++) {
                there.put(i, 1);
            }
            ones = there;
        }
        return OnnxTensor.createTensor(
                OnnxRuntime.environment(),
                there.duplicate().position(0).limit(length),
                new long[] {1, length});
    }

    private static ByteBuffer direct(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
}
