package dev.lockstep.inference.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.lockstep.inference.decode.DecoderSession;
import dev.lockstep.inference.decode.TokenScores;
import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.onnx.EncoderDecoder.Constants;
import dev.lockstep.inference.onnx.session.ModelSession;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A merged decoder over one encoded input. The first run fills the encoder halves of the cache,
 * which are kept; later runs take the cached branch. One thread at a time.
 */
final class OnnxDecoderSession implements DecoderSession {
    private final ModelSession decoder;
    private final DecoderLayout layout;
    private final Constants constants;
    private final Encoded encoded;
    private final @Nullable OnnxTensor mask;
    private final Set<String> wanted;
    private OrtSession.@Nullable Result first;
    private final List<AutoCloseable> current = new ArrayList<>();
    private final Map<String, OnnxTensor> past = new HashMap<>();
    private int length;

    /**
     * @param constants not closed by this
     * @param encoded closed by this
     * @param places length of the mask
     */
    OnnxDecoderSession(
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
        this.mask = layout.takesMask() ? InputBuffers.ones(places) : null;
        this.wanted = layout.presents("decoder.");
    }

    @Override
    public TokenScores feed(int... tokens) {
        boolean fresh = length == 0;
        ScoreBuffer scores = ScoreBuffer.forThread(tokens.length, layout.vocabulary());
        try (OnnxTensor ids = InputBuffers.ids(tokens, tokens.length, 1);
                OnnxTensor logits = scores.tensor(1, tokens.length)) {
            Map<String, OnnxTensor> inputs = new HashMap<>(past);
            encoded.addTo(inputs, ids, mask);
            inputs.put(DecoderLayout.USE_CACHE, fresh ? constants.fresh() : constants.cached());
            if (fresh) {
                runFirst(inputs, logits);
            } else {
                runCached(inputs, logits);
            }
            length += tokens.length;
            return scores;
        } catch (OrtException e) {
            throw new ModelException("The decoder failed.", e);
        }
    }

    private void runFirst(Map<String, OnnxTensor> inputs, OnnxTensor logits) {
        Set<String> all = new LinkedHashSet<>(wanted);
        all.addAll(layout.presents("encoder."));
        layout.addEmptyPast(inputs, constants.empty());
        OrtSession.Result result = decoder.run(inputs, all, Map.of(DecoderLayout.LOGITS, logits));
        first = result;
        adopt(result, all);
    }

    private void runCached(Map<String, OnnxTensor> inputs, OnnxTensor logits) {
        OrtSession.Result result =
                decoder.run(inputs, wanted, Map.of(DecoderLayout.LOGITS, logits));
        closeCurrent();
        current.add(result);
        adopt(result, wanted);
    }

    private void adopt(OrtSession.Result result, Set<String> names) {
        for (String name : names) {
            OnnxTensor tensor = (OnnxTensor) result.get(name).orElseThrow();
            past.put(DecoderLayout.pastOf(name), tensor);
        }
    }

    @Override
    public int length() {
        return length;
    }

    /** Frames of the encoded input. */
    int frames() {
        return encoded.frames();
    }

    /** The encoded input; closed with this. */
    OnnxTensor hidden() {
        return encoded.hidden();
    }

    /** A copy of what was fed, [heads, length, width]: keys (even) or values of layer i / 2. */
    FloatBuffer decoderHalf(int i) {
        return half(DecoderLayout.past(i / 2, DecoderLayout.half("decoder.", i)));
    }

    /** The same of the encoded input, [heads, frames, width]. */
    FloatBuffer encoderHalf(int i) {
        return half(DecoderLayout.past(i / 2, DecoderLayout.half("encoder.", i)));
    }

    private FloatBuffer half(String name) {
        OnnxTensor tensor = past.get(name);
        if (tensor == null) {
            throw new IllegalStateException("nothing has been fed");
        }
        return tensor.getFloatBuffer();
    }

    @Override
    public void truncate(int kept) {
        if (kept < 1 || kept > length) {
            throw new IllegalArgumentException("kept must lie in 1.." + length + ", is " + kept);
        }
        if (kept == length) {
            return;
        }
        List<AutoCloseable> cut = new ArrayList<>();
        try {
            for (String name : wanted) {
                String pastName = DecoderLayout.pastOf(name);
                OnnxTensor shorter = head(past.get(pastName), kept);
                cut.add(shorter);
                past.put(pastName, shorter);
            }
        } catch (OrtException e) {
            throw new ModelException("The cache of the decoder cannot be cut.", e);
        } finally {
            closeCurrent();
            current.addAll(cut);
        }
        length = kept;
    }

    private OnnxTensor head(@Nullable OnnxTensor whole, int kept) throws OrtException {
        if (whole == null) {
            throw new IllegalStateException("nothing has been fed");
        }
        int row = layout.width();
        FloatBuffer from = whole.getFloatBuffer();
        FloatBuffer to = FloatBuffer.allocate(layout.heads() * kept * row);
        for (int head = 0; head < layout.heads(); head++) {
            to.put(head * kept * row, from, head * length * row, kept * row);
        }
        return OnnxTensor.createTensor(
                OnnxRuntime.environment(), to, new long[] {1, layout.heads(), kept, row});
    }

    private void closeCurrent() {
        for (AutoCloseable closeable : current) {
            try {
                closeable.close();
            } catch (Exception e) {
                throw new ModelException("Native memory could not be freed.", e);
            }
        }
        current.clear();
    }

    @Override
    public void close() {
        closeCurrent();
        if (first != null) {
            first.close();
        }
        if (mask != null) {
            mask.close();
        }
        encoded.close();
    }
}
