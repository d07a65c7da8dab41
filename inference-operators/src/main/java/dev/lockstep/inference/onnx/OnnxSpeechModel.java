package dev.lockstep.inference.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.lockstep.inference.decode.BeamSession;
import dev.lockstep.inference.decode.DecoderBatch;
import dev.lockstep.inference.decode.DecoderSession;
import dev.lockstep.inference.decode.Tokenizer;
import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.speech.model.FrontEnd;
import dev.lockstep.inference.speech.model.SpeechModel;
import dev.lockstep.inference.speech.model.SpeechModelSpec;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An encoder and a merged decoder as the Hugging Face exporter writes them: encoder input {@code
 * input_values} (Moonshine) or {@code input_features} (Whisper); decoder inputs {@code input_ids},
 * {@code encoder_hidden_states}, {@code use_cache_branch}, {@code
 * past_key_values.N.{decoder,encoder} .{key,value}} and, for some, {@code encoder_attention_mask}.
 * Layers, heads and widths are read from the graph. Thread-safe.
 */
public final class OnnxSpeechModel implements SpeechModel {
    /**
     * Samples behind a frame of an encoder whose decoder takes a mask of samples: Moonshine's
     * convolutions step by 64, 3 and 2 (Jeffries et al. 2024).
     */
    static final int SAMPLES_PER_FRAME = 384;

    private final SpeechModelSpec spec;
    private final Tokenizer tokenizer;
    private final FrontEnd frontEnd;
    private final OrtSession encoder;
    private final OrtSession decoder;
    private final DecoderLayout layout;
    private final String encoderInput;
    private final boolean encoderTakesMask;

    /**
     * @param spec tokens, limits and identity
     * @param frontEnd makes the encoder's input
     * @param tokenizer turns tokens into text
     * @param encoderFile the encoder
     * @param decoderFile the merged decoder
     * @throws ModelException if a file cannot be loaded or has other inputs than these
     */
    public OnnxSpeechModel(
            SpeechModelSpec spec,
            FrontEnd frontEnd,
            Tokenizer tokenizer,
            Path encoderFile,
            Path decoderFile) {
        this.spec = spec;
        this.frontEnd = frontEnd;
        this.tokenizer = tokenizer;
        this.encoder = OnnxRuntime.session(encoderFile);
        this.decoder = OnnxRuntime.session(decoderFile);
        Set<String> inputs = encoder.getInputNames();
        this.encoderInput = inputs.contains("input_features") ? "input_features" : "input_values";
        this.encoderTakesMask = inputs.contains("attention_mask");
        if (!inputs.contains(encoderInput)) {
            throw new ModelException(
                    encoderFile + " is not a speech encoder: it has the inputs " + inputs + ".");
        }
        this.layout = DecoderLayout.of(decoder, decoderFile);
    }

    @Override
    public SpeechModelSpec spec() {
        return spec;
    }

    @Override
    public Tokenizer tokenizer() {
        return tokenizer;
    }

    @Override
    public DecoderSession encode(short[] samples) {
        OrtSession.Result encoded = encoded(samples);
        try {
            return new OnnxDecoderSession(decoder, layout, encoded, samples.length);
        } catch (OrtException e) {
            encoded.close();
            throw new ModelException("The speech decoder failed.", e);
        }
    }

    @Override
    public BeamSession encodeForBeams(short[] samples) {
        OrtSession.Result encoded = encoded(samples);
        try {
            return new OnnxBeamSession(decoder, layout, encoded, samples.length);
        } catch (OrtException e) {
            encoded.close();
            throw new ModelException("The speech decoder failed.", e);
        }
    }

    private OrtSession.Result encoded(short[] samples) {
        FrontEnd.Features features = frontEnd.features(samples);
        Map<String, OnnxTensor> inputs = new HashMap<>();
        try {
            inputs.put(
                    encoderInput,
                    OnnxTensor.createTensor(
                            OnnxRuntime.environment(),
                            FloatBuffer.wrap(features.values()),
                            features.shape()));
            if (encoderTakesMask) {
                inputs.put("attention_mask", ones(samples.length));
            }
            return encoder.run(inputs);
        } catch (OrtException e) {
            throw new ModelException("The speech encoder failed.", e);
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    @Override
    public DecoderBatch batch(List<? extends DecoderSession> sessions) {
        return new OnnxDecoderBatch(decoder, layout, sessions);
    }

    static OnnxTensor ones(int length) throws OrtException {
        LongBuffer values = LongBuffer.allocate(length);
        while (values.hasRemaining()) {
            values.put(1);
        }
        return OnnxTensor.createTensor(
                OnnxRuntime.environment(), values.flip(), new long[] {1, length});
    }

    @Override
    public void close() {
        try {
            encoder.close();
            decoder.close();
        } catch (OrtException e) {
            throw new ModelException("The speech model could not be closed.", e);
        }
    }

    /**
     * Shape of a merged decoder.
     *
     * @param layers decoder layers
     * @param heads attention heads
     * @param width elements per head
     * @param vocabulary tokens
     * @param takesMask whether it wants {@code encoder_attention_mask}
     */
    record DecoderLayout(int layers, int heads, int width, int vocabulary, boolean takesMask) {
        static DecoderLayout of(OrtSession decoder, Path file) {
            try {
                Map<String, NodeInfo> inputs = decoder.getInputInfo();
                NodeInfo key = inputs.get(past(0, "decoder.key"));
                NodeInfo logits = decoder.getOutputInfo().get("logits");
                if (key == null || logits == null || !inputs.containsKey("use_cache_branch")) {
                    throw new ModelException(
                            file
                                    + " is not a merged decoder: it has the inputs "
                                    + inputs.keySet()
                                    + ".");
                }
                int layers = 0;
                while (inputs.containsKey(past(layers, "decoder.key"))) {
                    layers++;
                }
                long[] shape = ((TensorInfo) key.getInfo()).getShape();
                TensorInfo scores = (TensorInfo) logits.getInfo();
                if (scores.type != OnnxJavaType.FLOAT) {
                    throw new ModelException(file + " gives no float scores.");
                }
                return new DecoderLayout(
                        layers,
                        (int) shape[1],
                        (int) shape[3],
                        (int) scores.getShape()[2],
                        inputs.containsKey("encoder_attention_mask"));
            } catch (OrtException e) {
                throw new ModelException("The speech decoder cannot be read.", e);
            }
        }

        /** Keys and values of all layers. */
        int halves() {
            return 2 * layers;
        }

        /** Name of the half {@code i} of a side: keys (even) or values of layer i / 2. */
        static String half(String side, int i) {
            return side + (i % 2 == 0 ? "key" : "value");
        }

        static String past(int layer, String part) {
            return "past_key_values." + layer + "." + part;
        }

        static String present(int layer, String part) {
            return "present." + layer + "." + part;
        }
    }
}
