package dev.lockstep.inference.onnx;

import ai.onnxruntime.OnnxTensor;
import dev.lockstep.inference.model.ModelException;

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
}
