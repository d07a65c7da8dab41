package dev.lockstep.inference.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.speech.model.FrontEnd;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Each sound by itself: needs no padding, and costs nothing on a CPU, where larger runs of an
 * encoder are not faster. Thread-safe.
 *
 * @param model the graphs
 * @param frontEnd makes the encoder's input
 * @param input its name
 * @param takesMask whether the encoder wants {@code attention_mask}
 */
record SeparateEncoding(EncoderDecoder model, FrontEnd frontEnd, String input, boolean takesMask)
        implements SpeechEncoding {
    static final String MASK = "attention_mask";

    @Override
    public List<Encoded> encode(List<short[]> sounds) {
        List<Encoded> encoded = new ArrayList<>(sounds.size());
        boolean complete = false;
        try {
            for (short[] sound : sounds) {
                encoded.add(encode(sound));
            }
            complete = true;
            return encoded;
        } finally {
            if (!complete) {
                SpeechEncoding.close(encoded);
            }
        }
    }

    Encoded encode(short[] sound) {
        long[] shape = frontEnd.shape(sound.length);
        int floats = PaddedEncoding.elements(shape);
        InputBuffers buffers = InputBuffers.forThread();
        frontEnd.write(sound, buffers.values(floats), 0);
        Map<String, OnnxTensor> inputs = new HashMap<>();
        try {
            inputs.put(input, buffers.valuesTensor(floats, shape));
            if (takesMask) {
                inputs.put(MASK, InputBuffers.ones(sound.length));
            }
            return model.encode(inputs);
        } catch (OrtException e) {
            throw new ModelException("The speech encoder failed.", e);
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }
}
