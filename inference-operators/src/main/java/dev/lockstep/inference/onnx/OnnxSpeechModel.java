package dev.lockstep.inference.onnx;

import dev.lockstep.inference.decode.BeamSession;
import dev.lockstep.inference.decode.DecoderBatch;
import dev.lockstep.inference.decode.DecoderSession;
import dev.lockstep.inference.decode.Tokenizer;
import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.runtime.ExecutionProvider;
import dev.lockstep.inference.runtime.RuntimeConf;
import dev.lockstep.inference.speech.model.FrontEnd;
import dev.lockstep.inference.speech.model.SpeechModel;
import dev.lockstep.inference.speech.model.SpeechModelSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A speech model on an {@link EncoderDecoder}: encoder input {@code input_values} (Moonshine) or
 * {@code input_features} (Whisper), a merged decoder. The sounds of a batch are encoded one by one
 * on a CPU and together on a GPU. Thread-safe.
 */
public final class OnnxSpeechModel implements SpeechModel {
    /**
     * Samples behind a frame of an encoder whose decoder takes a mask of samples: Moonshine's
     * convolutions step by 64, 3 and 2 (Jeffries et al. 2024).
     */
    static final int SAMPLES_PER_FRAME = 384;

    private final SpeechModelSpec spec;
    private final Tokenizer tokenizer;
    private final EncoderDecoder graphs;
    private final SeparateEncoding separate;
    private final PaddedEncoding padded;
    private final Predicate<ExecutionProvider> joins;

    /**
     * @param spec tokens, limits and identity
     * @param frontEnd makes the encoder's input
     * @param tokenizer turns tokens into text
     * @param encoderFile the encoder
     * @param decoderFile the merged decoder
     * @param conf how they are run
     * @throws ModelException if a file cannot be loaded or has other inputs than these
     */
    public OnnxSpeechModel(
            SpeechModelSpec spec,
            FrontEnd frontEnd,
            Tokenizer tokenizer,
            Path encoderFile,
            Path decoderFile,
            RuntimeConf conf) {
        this(
                spec,
                frontEnd,
                tokenizer,
                new EncoderDecoder(encoderFile, decoderFile, conf),
                ExecutionProvider::gpu);
    }

    /**
     * @param graphs closed by this
     * @param joins on which providers sounds are encoded together
     */
    OnnxSpeechModel(
            SpeechModelSpec spec,
            FrontEnd frontEnd,
            Tokenizer tokenizer,
            EncoderDecoder graphs,
            Predicate<ExecutionProvider> joins) {
        this.spec = spec;
        this.tokenizer = tokenizer;
        this.graphs = graphs;
        this.joins = joins;
        Set<String> inputs = graphs.encoder().inputs().keySet();
        String input = inputs.contains("input_features") ? "input_features" : "input_values";
        if (!inputs.contains(input) || !graphs.layout().merged()) {
            Path file = graphs.encoder().file();
            graphs.close();
            throw new ModelException(
                    inputs.contains(input)
                            ? "The decoder beside "
                                    + file
                                    + " is no merged decoder: it has no cache."
                            : file + " is not a speech encoder: it has the inputs " + inputs + ".");
        }
        this.separate =
                new SeparateEncoding(
                        graphs, frontEnd, input, inputs.contains(SeparateEncoding.MASK));
        this.padded = new PaddedEncoding(separate);
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
        return graphs.decode(separate.encode(samples), samples.length);
    }

    @Override
    public List<DecoderSession> encodeAll(List<short[]> sounds) {
        SpeechEncoding encoding = joins.test(graphs.encoder().provider()) ? padded : separate;
        List<Encoded> encoded = encoding.encode(sounds);
        List<DecoderSession> sessions = new ArrayList<>(sounds.size());
        boolean complete = false;
        try {
            for (int i = 0; i < encoded.size(); i++) {
                sessions.add(graphs.decode(encoded.get(i), sounds.get(i).length));
            }
            complete = true;
            return sessions;
        } finally {
            if (!complete) {
                sessions.forEach(DecoderSession::close);
                // The one that failed has been closed by what failed.
                SpeechEncoding.close(encoded.subList(sessions.size() + 1, encoded.size()));
            }
        }
    }

    @Override
    public BeamSession encodeForBeams(short[] samples) {
        return graphs.decodeBeams(separate.encode(samples), samples.length);
    }

    @Override
    public DecoderBatch batch(List<? extends DecoderSession> sessions) {
        return graphs.batch(sessions);
    }

    @Override
    public void close() {
        graphs.close();
    }
}
