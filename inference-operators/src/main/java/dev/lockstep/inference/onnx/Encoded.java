package dev.lockstep.inference.onnx;

import ai.onnxruntime.OnnxTensor;
import dev.lockstep.inference.model.ModelException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an encoder made of one input: float [1, frames, width]. Closed by whoever decodes it, once.
 *
 * @param hidden the states
 * @param owner frees them
 */
record Encoded(OnnxTensor hidden, AutoCloseable owner) implements AutoCloseable {
    /** Number of states. */
    int frames() {
        return (int) hidden.getInfo().getShape()[1];
    }

    @Override
    public void close() {
        try {
            owner.close();
        } catch (Exception e) {
            throw new ModelException("Native memory could not be freed.", e);
        }
    }

    /**
     * Adds what every decoder is given of it.
     *
     * @param ids tokens to be fed
     * @param mask of the encoded input; null where the decoder takes none
     */
    void addTo(Map<String, OnnxTensor> inputs, OnnxTensor ids, @Nullable OnnxTensor mask) {
        inputs.put(DecoderLayout.IDS, ids);
        inputs.put(DecoderLayout.HIDDEN, hidden());
        if (mask != null) {
            inputs.put(DecoderLayout.MASK, mask);
        }
    }
}
