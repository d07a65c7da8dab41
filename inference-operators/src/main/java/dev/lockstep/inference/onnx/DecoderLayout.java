package dev.lockstep.inference.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.TensorInfo;
import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.onnx.session.ModelSession;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Shape of a decoder as the Hugging Face exporter writes it, read from its graph: a merged one,
 * whose cache goes in and out, or a plain one, which is given all tokens each time. Immutable.
 *
 * @param layers decoder layers whose cache is handed round; 0 for a plain decoder
 * @param heads attention heads
 * @param width elements per head
 * @param vocabulary tokens
 * @param takesMask whether it wants {@code encoder_attention_mask}
 */
record DecoderLayout(int layers, int heads, int width, int vocabulary, boolean takesMask) {
    static final String IDS = "input_ids";
    static final String HIDDEN = "encoder_hidden_states";
    static final String MASK = "encoder_attention_mask";
    static final String USE_CACHE = "use_cache_branch";
    static final String LOGITS = "logits";

    private static final String PAST = "past_key_values.";
    private static final String PRESENT = "present.";
    private static final int KEY_RANK = 4;
    private static final int LOGITS_RANK = 3;

    /**
     * The layout of a decoder.
     *
     * @throws ModelException if it is neither of the two
     */
    static DecoderLayout of(ModelSession decoder) {
        Map<String, NodeInfo> inputs = decoder.inputs();
        long[] logits = OnnxSignature.shape(decoder.outputs(), LOGITS);
        boolean merged =
                inputs.containsKey(USE_CACHE) && inputs.containsKey(past(0, "decoder.key"));
        boolean plain =
                !inputs.containsKey(USE_CACHE) && !inputs.containsKey(past(0, "decoder.key"));
        if (!inputs.containsKey(IDS)
                || !inputs.containsKey(HIDDEN)
                || logits.length != LOGITS_RANK
                || !(merged || plain)) {
            throw new ModelException(
                    decoder.file()
                            + " is neither a merged decoder nor one without a cache: it has the"
                            + " inputs "
                            + inputs.keySet()
                            + ".");
        }
        requireFloat(decoder, OnnxSignature.tensor(decoder.outputs(), LOGITS), LOGITS);
        requireFloat(decoder, OnnxSignature.tensor(inputs, HIDDEN), HIDDEN);
        int vocabulary = Math.toIntExact(logits[2]);
        boolean takesMask = inputs.containsKey(MASK);
        if (vocabulary <= 0) {
            throw new ModelException(decoder.file() + " does not say how many tokens it knows.");
        }
        if (plain) {
            return new DecoderLayout(0, 0, 0, vocabulary, takesMask);
        }
        int layers = 0;
        while (inputs.containsKey(past(layers, "decoder.key"))) {
            layers++;
        }
        TensorInfo key = OnnxSignature.tensor(inputs, past(0, "decoder.key"));
        requireFloat(decoder, key, past(0, "decoder.key"));
        long[] shape = OnnxSignature.shape(inputs, past(0, "decoder.key"));
        if (shape.length != KEY_RANK || shape[1] <= 0 || shape[3] <= 0) {
            throw new ModelException(
                    decoder.file() + " does not say how many heads of which width it has.");
        }
        return new DecoderLayout(layers, (int) shape[1], (int) shape[3], vocabulary, takesMask);
    }

    private static void requireFloat(
            ModelSession decoder, @Nullable TensorInfo tensor, String name) {
        if (tensor == null || tensor.type != OnnxJavaType.FLOAT) {
            throw new ModelException(
                    decoder.file()
                            + " has no float "
                            + name
                            + ": export a half-precision model with float inputs and outputs.");
        }
    }

    /** Whether its cache is handed round. */
    boolean merged() {
        return layers > 0;
    }

    /** Keys and values of all layers. */
    int halves() {
        return 2 * layers;
    }

    /** Name of the half {@code i} of a side: keys (even) or values of layer i / 2. */
    static String half(String side, int i) {
        return side + (i % 2 == 0 ? "key" : "value");
    }

    /** Adds caches that hold nothing, for a first run, whose encoder halves come out of it. */
    void addEmptyPast(Map<String, OnnxTensor> inputs, OnnxTensor empty) {
        for (int i = 0; i < halves(); i++) {
            inputs.put(past(i / 2, half("decoder.", i)), empty);
            inputs.put(past(i / 2, half("encoder.", i)), empty);
        }
    }

    /** Outputs that are the halves of a side, {@code decoder.} or {@code encoder.}. */
    Set<String> presents(String side) {
        Set<String> names = new LinkedHashSet<>();
        for (int i = 0; i < halves(); i++) {
            names.add(present(i / 2, half(side, i)));
        }
        return names;
    }

    static String past(int layer, String part) {
        return PAST + layer + "." + part;
    }

    static String present(int layer, String part) {
        return PRESENT + layer + "." + part;
    }

    /** Name of the input that takes what an output gave. */
    static String pastOf(String present) {
        return PAST + present.substring(PRESENT.length());
    }
}
