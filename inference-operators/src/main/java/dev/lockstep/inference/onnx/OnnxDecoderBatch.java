package dev.lockstep.inference.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import dev.lockstep.inference.decode.DecoderBatch;
import dev.lockstep.inference.decode.DecoderSession;
import dev.lockstep.inference.decode.TokenScores;
import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.onnx.EncoderDecoder.Constants;
import dev.lockstep.inference.onnx.session.ModelSession;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Steps several decoders of one model in one run. Encoder halves are padded to the longest input's
 * frames and masked to exactly a row's own: then padding changes no bit of a row's scores. What may
 * change some is the quantisation of an int8 model, whose scales are taken over the whole run. One
 * thread at a time.
 */
final class OnnxDecoderBatch implements DecoderBatch {
    /** Most memory of the encoder halves; beyond it a decoder is stepped alone. */
    private static final long MOST_BYTES = 64L << 20;

    private final ModelSession decoder;
    private final DecoderLayout layout;
    private final Constants constants;
    private final OnnxTensor hidden;
    private final int frames;
    private final int room;
    private final DecoderBuffers buffers;
    private final Map<String, OnnxTensor> fixed = new HashMap<>();
    private int size;
    private int length;

    /**
     * @param sessions those that may join, open as long as this is
     */
    OnnxDecoderBatch(
            ModelSession decoder,
            DecoderLayout layout,
            Constants constants,
            List<? extends DecoderSession> sessions) {
        this.decoder = decoder;
        this.layout = layout;
        this.constants = constants;
        this.buffers = DecoderBuffers.forThread(layout.halves());
        OnnxDecoderSession longest = null;
        for (DecoderSession session : sessions) {
            OnnxDecoderSession onnx = (OnnxDecoderSession) session;
            longest = longest == null || onnx.frames() > longest.frames() ? onnx : longest;
        }
        if (longest == null) {
            throw new IllegalArgumentException("A batch is made for at least one decoder.");
        }
        this.hidden = longest.hidden();
        this.frames = longest.frames();
        long rowBytes = (long) encoderFloats() * layout.halves() * Float.BYTES;
        this.room = (int) Math.max(1, MOST_BYTES / rowBytes);
    }

    private int encoderFloats() {
        return layout.heads() * frames * layout.width();
    }

    private int decoderFloats(int tokens) {
        return layout.heads() * tokens * layout.width();
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean join(DecoderSession session) {
        OnnxDecoderSession joining = (OnnxDecoderSession) session;
        boolean fits = joining.frames() == frames || layout.takesMask();
        if (size == room || !fits) {
            return false;
        }
        if (size > 0 && joining.length() != length) {
            throw new IllegalArgumentException(
                    "A row of " + joining.length() + " tokens cannot join rows of " + length + ".");
        }
        closeFixed();
        length = joining.length();
        for (int i = 0; i < layout.halves(); i++) {
            int floats = decoderFloats(length);
            FloatBuffer past = buffers.past(i, (size + 1) * floats);
            past.put(size * floats, joining.decoderHalf(i), 0, floats);
            pad(joining.encoderHalf(i), joining.frames(), i);
        }
        mask(joining.frames());
        size++;
        return true;
    }

    /** Copies an encoder half behind the last row, head by head, with zeros after its frames. */
    private void pad(FloatBuffer from, int rowFrames, int half) {
        int width = layout.width();
        FloatBuffer to = buffers.encoder(half, (size + 1) * encoderFloats());
        for (int head = 0; head < layout.heads(); head++) {
            int at = size * encoderFloats() + head * frames * width;
            to.put(at, from, head * rowFrames * width, rowFrames * width);
            for (int i = at + rowFrames * width; i < at + frames * width; i++) {
                to.put(i, 0);
            }
        }
    }

    private void mask(int rowFrames) {
        if (!layout.takesMask()) {
            return;
        }
        int samples = frames * OnnxSpeechModel.SAMPLES_PER_FRAME;
        LongBuffer mask = buffers.mask((size + 1) * samples);
        int heard = rowFrames * OnnxSpeechModel.SAMPLES_PER_FRAME;
        for (int i = 0; i < samples; i++) {
            mask.put(size * samples + i, i < heard ? 1 : 0);
        }
    }

    @Override
    public void leave(int row) {
        closeFixed();
        size--;
        if (row == size) {
            return;
        }
        for (int i = 0; i < layout.halves(); i++) {
            move(buffers.past(i, 0), size, row, decoderFloats(length));
            move(buffers.encoder(i, 0), size, row, encoderFloats());
        }
        if (layout.takesMask()) {
            int samples = frames * OnnxSpeechModel.SAMPLES_PER_FRAME;
            LongBuffer mask = buffers.mask(0);
            mask.put(row * samples, mask, size * samples, samples);
        }
    }

    private static void move(FloatBuffer buffer, int from, int to, int floats) {
        buffer.put(to * floats, buffer, from * floats, floats);
    }

    @Override
    public TokenScores feed(int[] tokens) {
        if (tokens.length != size || size == 0) {
            throw new IllegalArgumentException(tokens.length + " tokens for " + size + " rows.");
        }
        ScoreBuffer scores = ScoreBuffer.forThread(size, layout.vocabulary());
        List<OnnxTensor> opened = new ArrayList<>();
        try {
            Map<String, OnnxTensor> inputs = new HashMap<>(fixed());
            Map<String, OnnxTensor> outputs = new HashMap<>();
            inputs.put(DecoderLayout.IDS, kept(opened, InputBuffers.ids(tokens, size, size)));
            outputs.put(DecoderLayout.LOGITS, kept(opened, scores.tensor(size, 1)));
            for (int i = 0; i < layout.halves(); i++) {
                String half = DecoderLayout.half("decoder.", i);
                FloatBuffer past = buffers.past(i, size * decoderFloats(length));
                FloatBuffer present = buffers.present(i, size * decoderFloats(length + 1));
                inputs.put(DecoderLayout.past(i / 2, half), kept(opened, tensor(past, length)));
                outputs.put(
                        DecoderLayout.present(i / 2, half),
                        kept(opened, tensor(present, length + 1)));
            }
            decoder.run(inputs, outputs);
            buffers.swap();
            length++;
            return scores;
        } catch (OrtException e) {
            throw new ModelException("The decoder failed on a batch.", e);
        } finally {
            opened.forEach(OnnxTensor::close);
        }
    }

    private Map<String, OnnxTensor> fixed() throws OrtException {
        if (!fixed.isEmpty()) {
            return fixed;
        }
        for (int i = 0; i < layout.halves(); i++) {
            FloatBuffer half = buffers.encoder(i, size * encoderFloats());
            fixed.put(
                    DecoderLayout.past(i / 2, DecoderLayout.half("encoder.", i)),
                    tensor(half, frames));
        }
        if (layout.takesMask()) {
            int samples = frames * OnnxSpeechModel.SAMPLES_PER_FRAME;
            fixed.put(
                    DecoderLayout.MASK,
                    OnnxTensor.createTensor(
                            OnnxRuntime.environment(),
                            buffers.mask(0).duplicate().position(0).limit(size * samples),
                            new long[] {size, samples}));
        }
        fixed.put(DecoderLayout.USE_CACHE, constants.cached());
        // The cached branch reads no more of it than its number of frames.
        fixed.put(DecoderLayout.HIDDEN, hidden);
        return fixed;
    }

    private OnnxTensor tensor(FloatBuffer buffer, int middle) throws OrtException {
        long[] shape = {size, layout.heads(), middle, layout.width()};
        int floats = size * layout.heads() * middle * layout.width();
        return OnnxTensor.createTensor(
                OnnxRuntime.environment(), buffer.duplicate().position(0).limit(floats), shape);
    }

    private static OnnxTensor kept(List<OnnxTensor> opened, OnnxTensor tensor) {
        opened.add(tensor);
        return tensor;
    }

    private void closeFixed() {
        // Borrowed from the model and from a decoder.
        fixed.remove(DecoderLayout.USE_CACHE);
        fixed.remove(DecoderLayout.HIDDEN);
        fixed.values().forEach(OnnxTensor::close);
        fixed.clear();
    }

    @Override
    public void close() {
        closeFixed();
    }
}
