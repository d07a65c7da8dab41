package dev.lockstep.inference.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import dev.lockstep.inference.decode.DecoderSession;
import dev.lockstep.inference.decode.TokenScores;
import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.onnx.session.ModelSession;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A decoder without a cache: each run is given all tokens so far, so a text of n tokens costs about
 * n²/2 of them. One thread at a time.
 */
final class PlainDecoderSession implements DecoderSession {
    private final ModelSession decoder;
    private final DecoderLayout layout;
    private final Encoded encoded;
    private final @Nullable OnnxTensor mask;
    private int[] tokens = new int[32];
    private int length;

    PlainDecoderSession(ModelSession decoder, DecoderLayout layout, Encoded encoded, int places)
            throws OrtException {
        this.decoder = decoder;
        this.layout = layout;
        this.encoded = encoded;
        this.mask = layout.takesMask() ? InputBuffers.ones(places) : null;
    }

    /** The scores of the last tokens; those before them are computed again, and not asked for. */
    private record Tail(TokenScores all, int from) implements TokenScores {
        @Override
        public int rows() {
            return all.rows() - from;
        }

        @Override
        public int best(int row) {
            return all.best(from + row);
        }

        @Override
        public float logProbability(int row, int token) {
            return all.logProbability(from + row, token);
        }
    }

    @Override
    public TokenScores feed(int... more) {
        int longer = length + more.length;
        if (tokens.length < longer) {
            tokens = Arrays.copyOf(tokens, 2 * longer);
        }
        System.arraycopy(more, 0, tokens, length, more.length);
        ScoreBuffer scores = ScoreBuffer.forThread(longer, layout.vocabulary());
        try (OnnxTensor ids = InputBuffers.ids(tokens, longer, 1);
                OnnxTensor logits = scores.tensor(1, longer)) {
            Map<String, OnnxTensor> inputs = new HashMap<>();
            encoded.addTo(inputs, ids, mask);
            decoder.run(inputs, Map.of(DecoderLayout.LOGITS, logits));
        } catch (OrtException e) {
            throw new ModelException("The decoder failed.", e);
        }
        int before = length;
        length = longer;
        return new Tail(scores, before);
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public void truncate(int kept) {
        if (kept < 1 || kept > length) {
            throw new IllegalArgumentException("kept must lie in 1.." + length + ", is " + kept);
        }
        length = kept;
    }

    @Override
    public void close() {
        if (mask != null) {
            mask.close();
        }
        encoded.close();
    }
}
