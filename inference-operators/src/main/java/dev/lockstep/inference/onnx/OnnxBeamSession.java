package dev.lockstep.inference.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.lockstep.inference.decode.BeamSession;
import dev.lockstep.inference.decode.TokenScores;
import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.onnx.EncoderDecoder.Constants;
import dev.lockstep.inference.onnx.session.ModelSession;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A merged decoder that follows several continuations of one encoded input in one run per token.
 * The encoder's states and its halves of the cache keep a batch dimension of 1, which the graph
 * broadcasts; so four continuations cost hardly more than one (measured: 5.0 ms against 4.8 ms a
 * token). One thread at a time.
 */
final class OnnxBeamSession implements BeamSession {
    private final ModelSession decoder;
    private final DecoderLayout layout;
    private final Constants constants;
    private final Encoded encoded;
    private final @Nullable OnnxTensor mask;
    private final BeamCache cache;
    private final Map<String, OnnxTensor> encoderHalves = new HashMap<>();
    private OrtSession.@Nullable Result first;
    private int rows;
    private int length;

    /**
     * @param constants not closed by this
     * @param encoded closed by this
     * @param places length of the mask
     */
    OnnxBeamSession(
            ModelSession decoder,
            DecoderLayout layout,
            Constants constants,
            Encoded encoded,
            int places)
            throws OrtException {
        this.decoder = decoder;
        this.layout = layout;
        this.constants = constants;
        this.encoded = encoded;
        this.cache = new BeamCache(layout);
        this.mask = layout.takesMask() ? InputBuffers.ones(places) : null;
    }

    @Override
    public TokenScores begin(int... tokens) {
        if (rows != 0) {
            throw new IllegalStateException("A session begins once.");
        }
        try {
            Map<String, OnnxTensor> past = new HashMap<>();
            layout.addEmptyPast(past, constants.empty());
            Set<String> wanted = layout.presents("encoder.");
            TokenScores scores = run(false, tokens, 1, tokens.length, past, wanted);
            OrtSession.Result result = first;
            for (String name : wanted) {
                if (result != null) {
                    encoderHalves.put(
                            DecoderLayout.pastOf(name),
                            (OnnxTensor) result.get(name).orElseThrow());
                }
            }
            return scores;
        } catch (OrtException e) {
            throw new ModelException("The decoder failed.", e);
        }
    }

    @Override
    public TokenScores step(int[] parents, int[] tokens) {
        if (parents.length != tokens.length || parents.length == 0) {
            throw new IllegalArgumentException("One parent for each token, and at least one.");
        }
        if (!isIdentity(parents)) {
            cache.gather(parents, length);
        }
        Map<String, OnnxTensor> past = new HashMap<>();
        try {
            past.putAll(cache.inputs(parents.length, length));
            Map<String, OnnxTensor> inputs = new HashMap<>(past);
            inputs.putAll(encoderHalves);
            return run(true, tokens, parents.length, 1, inputs, Set.of());
        } catch (OrtException e) {
            throw new ModelException("The decoder failed.", e);
        } finally {
            past.values().forEach(OnnxTensor::close);
        }
    }

    private boolean isIdentity(int[] parents) {
        for (int i = 0; i < parents.length; i++) {
            if (parents[i] != i) {
                return false;
            }
        }
        return parents.length == rows;
    }

    private TokenScores run(
            boolean cached,
            int[] tokens,
            int newRows,
            int columns,
            Map<String, OnnxTensor> past,
            Set<String> wanted)
            throws OrtException {
        int longer = length + columns;
        ScoreBuffer scores = ScoreBuffer.forThread(newRows * columns, layout.vocabulary());
        Map<String, OnnxTensor> outputs = new HashMap<>();
        try (OnnxTensor ids = InputBuffers.ids(tokens, newRows * columns, newRows)) {
            outputs.putAll(cache.outputs(newRows, longer));
            outputs.put(DecoderLayout.LOGITS, scores.tensor(newRows, columns));
            Map<String, OnnxTensor> inputs = new HashMap<>(past);
            encoded.addTo(inputs, ids, mask);
            inputs.put(DecoderLayout.USE_CACHE, cached ? constants.cached() : constants.fresh());
            OrtSession.Result result = decoder.run(inputs, wanted, outputs);
            if (cached) {
                result.close();
            } else {
                first = result;
            }
        } finally {
            outputs.values().forEach(OnnxTensor::close);
        }
        cache.swap();
        rows = newRows;
        length = longer;
        return scores;
    }

    @Override
    public void close() {
        if (first != null) {
            first.close();
        }
        if (mask != null) {
            mask.close();
        }
        encoded.close();
    }
}
