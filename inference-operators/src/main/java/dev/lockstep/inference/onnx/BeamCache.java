package dev.lockstep.inference.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import dev.lockstep.inference.onnx.OnnxSpeechModel.DecoderLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The decoder halves of a key–value cache for several continuations, [rows, heads, length, width]
 * each, in direct buffers that the runtime reads from and writes to: one set that the next run
 * reads, one that it writes. One set of buffers per thread, grown when needed, so that neither a
 * run nor a change of rows allocates. One thread at a time.
 */
final class BeamCache {
    private static final String[] HALVES = {"decoder.key", "decoder.value"};
    private static final ThreadLocal<BeamCache> CACHES = ThreadLocal.withInitial(BeamCache::new);

    /** Room for so many floats more than asked for, so that it does not grow at each step. */
    private static final int SPARE_FACTOR = 2;

    private FloatBuffer[] read = {};
    private FloatBuffer[] write = {};

    private BeamCache() {}

    static BeamCache forThread() {
        return CACHES.get();
    }

    /** Makes room for a result of the shape; what is there stays. */
    void reserve(DecoderLayout layout, int rows, int length) {
        int buffers = layout.layers() * HALVES.length;
        int floats = rows * layout.heads() * length * layout.width();
        read = grown(read, buffers, floats);
        write = grown(write, buffers, floats);
    }

    private static FloatBuffer[] grown(FloatBuffer[] old, int count, int floats) {
        FloatBuffer[] buffers = old.length == count ? old : new FloatBuffer[count];
        for (int i = 0; i < count; i++) {
            FloatBuffer before = buffers[i];
            if (before == null || before.capacity() < floats) {
                FloatBuffer larger =
                        ByteBuffer.allocateDirect(floats * SPARE_FACTOR * Float.BYTES)
                                .order(ByteOrder.nativeOrder())
                                .asFloatBuffer();
                if (before != null) {
                    larger.put(0, before, 0, before.capacity());
                }
                buffers[i] = larger;
            }
        }
        return buffers;
    }

    /** Inputs of the next run; close them after it. */
    Map<String, OnnxTensor> inputs(DecoderLayout layout, int rows, int length) throws OrtException {
        return tensors(read, layout, rows, length, true);
    }

    /** Where the next run writes; close them after it. */
    Map<String, OnnxTensor> outputs(DecoderLayout layout, int rows, int length)
            throws OrtException {
        return tensors(write, layout, rows, length, false);
    }

    private static Map<String, OnnxTensor> tensors(
            FloatBuffer[] buffers, DecoderLayout layout, int rows, int length, boolean past)
            throws OrtException {
        long[] shape = {rows, layout.heads(), length, layout.width()};
        int floats = rows * layout.heads() * length * layout.width();
        Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        for (int i = 0; i < buffers.length; i++) {
            int layer = i / HALVES.length;
            String half = HALVES[i % HALVES.length];
            tensors.put(
                    past ? DecoderLayout.past(layer, half) : DecoderLayout.present(layer, half),
                    OnnxTensor.createTensor(
                            OnnxRuntime.environment(),
                            buffers[i].duplicate().position(0).limit(floats),
                            shape));
        }
        return tensors;
    }

    /** What was written is read by the next run. */
    void swap() {
        FloatBuffer[] written = write;
        write = read;
        read = written;
    }

    /**
     * Rearranges what the next run reads: row i becomes a copy of row {@code parents[i]}.
     *
     * @param rowFloats size of a row, floats
     */
    void gather(int[] parents, int rowFloats) {
        for (int i = 0; i < read.length; i++) {
            for (int row = 0; row < parents.length; row++) {
                write[i].put(row * rowFloats, read[i], parents[row] * rowFloats, rowFloats);
            }
        }
        swap();
    }
}
