package dev.lockstep.inference.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The inputs of a transformer over one text, in memory that is used again: {@code input_ids}, and
 * {@code attention_mask} (ones) and {@code token_type_ids} (zeros) where the graph has them; each
 * int64 [1, tokens]. One thread at a time.
 */
final class OnnxTextInputs {
    static final String IDS = "input_ids";
    static final String MASK = "attention_mask";
    static final String TYPES = "token_type_ids";

    private final Set<String> names;
    private LongBuffer ids = direct(0);
    private LongBuffer ones = direct(0);
    private LongBuffer zeros = direct(0);

    OnnxTextInputs(Set<String> names) {
        this.names = names;
    }

    /** Whether a graph with these inputs can be fed. */
    static boolean fits(Set<String> inputs) {
        return inputs.contains(IDS) && Set.of(IDS, MASK, TYPES).containsAll(inputs);
    }

    /** The tensors of a text; the caller closes them, and uses them before the next call. */
    Map<String, OnnxTensor> of(long[] tokens) throws OrtException {
        if (ids.capacity() < tokens.length) {
            // Doubled, so that a few texts bring it to its final size.
            int capacity = Math.max(tokens.length, 2 * ids.capacity());
            ids = direct(capacity);
            ones = direct(capacity);
            zeros = direct(capacity);
            for (int i = 0; i < capacity; i++) {
                ones.put(i, 1);
            }
        }
        ids.put(0, tokens);
        Map<String, OnnxTensor> tensors = new HashMap<>();
        try {
            for (String name : names) {
                tensors.put(name, tensor(buffer(name), tokens.length));
            }
        } catch (OrtException e) {
            tensors.values().forEach(OnnxTensor::close);
            throw e;
        }
        return tensors;
    }

    private LongBuffer buffer(String name) {
        return switch (name) {
            case MASK -> ones;
            case TYPES -> zeros;
            default -> ids;
        };
    }

    private static OnnxTensor tensor(LongBuffer buffer, int tokens) throws OrtException {
        return OnnxTensor.createTensor(
                OnnxRuntime.environment(),
                buffer.duplicate().position(0).limit(tokens),
                new long[] {1, tokens});
    }

    private static LongBuffer direct(int longs) {
        return ByteBuffer.allocateDirect(longs * Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .asLongBuffer();
    }
}
