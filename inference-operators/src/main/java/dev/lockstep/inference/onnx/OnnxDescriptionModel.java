package dev.lockstep.inference.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import dev.lockstep.inference.decode.DecoderSession;
import dev.lockstep.inference.decode.JsonTokenizer;
import dev.lockstep.inference.decode.Tokenizer;
import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.model.ModelIdentity;
import dev.lockstep.inference.runtime.RuntimeConf;
import dev.lockstep.inference.vision.describe.DescriptionFiles;
import dev.lockstep.inference.vision.describe.DescriptionModel;
import dev.lockstep.inference.vision.describe.DescriptionSpec;
import dev.lockstep.inference.vision.frame.Picture;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A model that describes pictures, such as ViT with GPT-2, on an {@link EncoderDecoder} whose
 * encoder takes {@code pixel_values}, float [batch, 3, height, width]. Thread-safe.
 */
final class OnnxDescriptionModel implements DescriptionModel {
    private static final String PIXELS = "pixel_values";

    private final ModelIdentity identity;
    private final DescriptionSpec spec;
    private final JsonTokenizer tokenizer;
    private final EncoderDecoder graphs;

    /**
     * @param files its files
     * @param conf how it is run
     * @throws ModelException if a file is damaged or of another kind
     */
    OnnxDescriptionModel(DescriptionFiles files, ModelIdentity identity, RuntimeConf conf) {
        this.identity = identity;
        this.spec = DescriptionSpec.read(files);
        this.tokenizer = JsonTokenizer.read(files.tokenizer());
        this.graphs = new EncoderDecoder(files.encoder(), files.decoder(), conf);
        Set<String> inputs = graphs.encoder().inputs().keySet();
        if (!inputs.equals(Set.of(PIXELS)) || graphs.layout().takesMask()) {
            graphs.close();
            throw new ModelException(
                    files.encoder()
                            + " is no encoder of pictures for a captioning model: it has the inputs "
                            + inputs
                            + " and not "
                            + PIXELS
                            + " alone, or its decoder wants a mask.");
        }
        boolean warm = false;
        try {
            warmUp(files);
            warm = true;
        } finally {
            if (!warm) {
                graphs.close();
            }
        }
    }

    /** A first sentence, so that a model that cannot write is found out before a stream has it. */
    private void warmUp(DescriptionFiles files) {
        int first = spec.decoding().startTokens()[0];
        int vocabulary = graphs.layout().vocabulary();
        if (Math.max(first, spec.decoding().endToken()) >= vocabulary) {
            throw new ModelException(
                    files.config()
                            + " begins or ends a description with a token that the decoder does not"
                            + " know: it knows "
                            + vocabulary
                            + ". Take all files from the same place.");
        }
        try (DecoderSession session = encode(OnnxDescriptionModel::blacken)) {
            session.feed(first);
            session.feed(first);
        }
    }

    private static void blacken(FloatBuffer planes) {
        for (int i = 0; i < planes.limit(); i++) {
            planes.put(i, 0);
        }
    }

    @Override
    public ModelIdentity identity() {
        return identity;
    }

    @Override
    public DescriptionSpec spec() {
        return spec;
    }

    @Override
    public Tokenizer tokenizer() {
        return tokenizer;
    }

    @Override
    public DecoderSession encode(Consumer<FloatBuffer> planes) {
        int height = spec.preparation().cropHeight();
        int width = spec.preparation().cropWidth();
        int floats = Picture.CHANNELS * height * width;
        InputBuffers buffers = InputBuffers.forThread();
        planes.accept(buffers.values(floats));
        Encoded encoded;
        try (OnnxTensor pixels = buffers.valuesTensor(floats, 1, Picture.CHANNELS, height, width)) {
            encoded = graphs.encode(Map.of(PIXELS, pixels));
        } catch (OrtException e) {
            throw new ModelException("The encoder of the captioning model failed.", e);
        }
        return graphs.decode(encoded, 0);
    }

    @Override
    public void close() {
        graphs.close();
    }
}
