package dev.lockstep.inference.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.lockstep.inference.decode.BeamSession;
import dev.lockstep.inference.decode.DecoderBatch;
import dev.lockstep.inference.decode.DecoderSession;
import dev.lockstep.inference.decode.SeparateDecoders;
import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.onnx.session.ModelSession;
import dev.lockstep.inference.runtime.ModelFiles;
import dev.lockstep.inference.runtime.RuntimeConf;
import dev.lockstep.inference.runtime.SharedResources;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An encoder and a decoder as the Hugging Face exporter writes them, whatever is encoded: sound or
 * a picture. The encoder's first output, float [batch, frames, width], is the decoder's {@code
 * encoder_hidden_states}. The decoder is a merged one, with {@code input_ids}, {@code
 * use_cache_branch}, {@code past_key_values.N.{decoder,encoder}.{key,value}} and maybe {@code
 * encoder_attention_mask}, or one without a cache. Thread-safe.
 */
final class EncoderDecoder implements AutoCloseable {
    private static final int STATES_RANK = 3;

    private final SharedResources.Lease<ModelSession> encoder;
    private final SharedResources.Lease<ModelSession> decoder;
    private final String states;
    private final DecoderLayout layout;
    private final Constants constants;

    /**
     * Inputs that are the same for every run of every decoder of a model.
     *
     * @param fresh false: there is no cache
     * @param cached true: there is one
     * @param empty a half of a cache in which nothing is
     */
    record Constants(OnnxTensor fresh, OnnxTensor cached, OnnxTensor empty) {
        static Constants of(DecoderLayout layout) {
            try {
                return new Constants(
                        OnnxTensor.createTensor(OnnxRuntime.environment(), new boolean[] {false}),
                        OnnxTensor.createTensor(OnnxRuntime.environment(), new boolean[] {true}),
                        OnnxTensor.createTensor(
                                OnnxRuntime.environment(),
                                FloatBuffer.allocate(0),
                                new long[] {1, layout.heads(), 0, layout.width()}));
            } catch (OrtException e) {
                throw new ModelException("A tensor could not be made.", e);
            }
        }

        void close() {
            fresh.close();
            cached.close();
            empty.close();
        }
    }

    /**
     * Loads the two graphs.
     *
     * @throws ModelException if one is missing, damaged or of another kind
     */
    EncoderDecoder(Path encoderFile, Path decoderFile, RuntimeConf conf) {
        encoder = ModelSession.acquire(ModelFiles.of(encoderFile), conf, Map.of());
        SharedResources.Lease<ModelSession> opened = null;
        boolean usable = false;
        try {
            opened = ModelSession.acquire(ModelFiles.of(decoderFile), conf, Map.of());
            decoder = opened;
            states = states(encoder.value());
            layout = DecoderLayout.of(decoder.value());
            constants = Constants.of(layout);
            usable = true;
        } finally {
            if (!usable) {
                encoder.close();
                if (opened != null) {
                    opened.close();
                }
            }
        }
    }

    private static String states(ModelSession encoder) {
        String name = encoder.outputs().keySet().iterator().next();
        TensorInfo output = OnnxSignature.tensor(encoder.outputs(), name);
        if (output == null
                || output.type != OnnxJavaType.FLOAT
                || output.getShape().length != STATES_RANK) {
            throw new ModelException(
                    encoder.file()
                            + " does not give states, float [batch, frames, width]: it is no encoder.");
        }
        return name;
    }

    /** The encoder's graph. */
    ModelSession encoder() {
        return encoder.value();
    }

    /** The decoder's shape. */
    DecoderLayout layout() {
        return layout;
    }

    /** Name of the encoder's output. */
    String states() {
        return states;
    }

    /**
     * Encodes one input.
     *
     * @param inputs not closed by this
     */
    Encoded encode(Map<String, OnnxTensor> inputs) {
        OrtSession.Result result = encoder.value().run(inputs, Set.of(states), Map.of());
        return new Encoded((OnnxTensor) result.get(0), result);
    }

    /**
     * A decoder.
     *
     * @param encoded closed by it, and by this if it fails
     * @param places length of the mask, where the decoder takes one
     */
    DecoderSession decode(Encoded encoded, int places) {
        try {
            return layout.merged()
                    ? new OnnxDecoderSession(decoder.value(), layout, constants, encoded, places)
                    : new PlainDecoderSession(decoder.value(), layout, encoded, places);
        } catch (OrtException e) {
            encoded.close();
            throw new ModelException("The decoder failed.", e);
        }
    }

    /** The same for one that follows several continuations; needs a merged decoder. */
    BeamSession decodeBeams(Encoded encoded, int places) {
        try {
            return new OnnxBeamSession(decoder.value(), layout, constants, encoded, places);
        } catch (OrtException e) {
            encoded.close();
            throw new ModelException("The decoder failed.", e);
        }
    }

    /** A batch in which decoders of this model are stepped together. */
    DecoderBatch batch(List<? extends DecoderSession> sessions) {
        return layout.merged()
                ? new OnnxDecoderBatch(decoder.value(), layout, constants, sessions)
                : new SeparateDecoders();
    }

    @Override
    public void close() {
        constants.close();
        decoder.close();
        encoder.close();
    }
}
