package dev.lockstep.inference.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The decoder halves of a key–value cache for several continuations, [rows, heads, length, width]
 * each, in the {@link DecoderBuffers} of the thread, so that neither a run nor a change of rows
 * allocates. One at a time per thread.
 */
final class BeamCache {
    private final DecoderLayout layout;
    private final DecoderBuffers buffers;

    BeamCache(DecoderLayout layout) {
        this.layout = layout;
        this.buffers = DecoderBuffers.forThread(layout.halves());
    }

    /** Inputs of the next run; close them after it. */
    Map<String, OnnxTensor> inputs(int rows, int length) throws OrtException {
        return tensors(rows, length, true);
    }

    /** Where the next run writes; close them after it. */
    Map<String, OnnxTensor> outputs(int rows, int length) throws OrtException {
        return tensors(rows, length, false);
    }

    private Map<String, OnnxTensor> tensors(int rows, int length, boolean past)
            throws OrtException {
        long[] shape = {rows, layout.heads(), length, layout.width()};
        int floats = rows * layout.heads() * length * layout.width();
        Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        for (int i = 0; i < layout.halves(); i++) {
            String half = DecoderLayout.half("decoder.", i);
            FloatBuffer buffer = past ? buffers.past(i, floats) : buffers.present(i, floats);
            tensors.put(
                    past ? DecoderLayout.past(i / 2, half) : DecoderLayout.present(i / 2, half),
                    OnnxTensor.createTensor(
                            OnnxRuntime.environment(),
                            buffer.duplicate().position(0).limit(floats),
                            shape));
        }
        return tensors;
    }

    /** What was written is read by the next run. */
    void swap() {
        buffers.swap();
    }

    /**
     * Rearranges what the next run reads: row i becomes a copy of row {@code parents[i]}.
     *
     * @param length tokens in each row
     */
    void gather(int[] parents, int length) {
        int row = layout.heads() * length * layout.width();
        for (int i = 0; i < layout.halves(); i++) {
            FloatBuffer from = buffers.past(i, 0);
            FloatBuffer to = buffers.present(i, parents.length * row);
            for (int child = 0; child < parents.length; child++) {
                to.put(child * row, from, parents[child] * row, row);
            }
        }
        buffers.swap();
    }
}
