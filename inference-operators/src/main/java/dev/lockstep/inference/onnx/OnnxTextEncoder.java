package dev.lockstep.inference.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.onnx.session.ModelSession;
import dev.lockstep.inference.runtime.ModelFiles;
import dev.lockstep.inference.runtime.RuntimeConf;
import dev.lockstep.inference.runtime.SharedResources;
import dev.lockstep.inference.text.encode.HubTextTokenizer;
import dev.lockstep.inference.text.encode.Pooling;
import dev.lockstep.inference.text.encode.SentenceModel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A sentence encoder of the BERT kind: {@code input_ids}, {@code attention_mask} and maybe {@code
 * token_type_ids} in, token states [batch, tokens, width] as first output. Mean pooling, L2 norm.
 * Thread-safe.
 *
 * <p>Each text has a run of its own. A graph that quantises activations as it goes, as MiniLM's
 * int8 form does, takes one scale for the whole batch: a text's vector would depend on its
 * neighbours (measured on four sentences: cosine down to 0.975), and a replay would not repeat.
 */
public final class OnnxTextEncoder implements SentenceModel {
    private static final int TOKEN_STATES_RANK = 3;

    private final Path file;
    private final SharedResources.Lease<ModelSession> lease;
    private final ModelSession session;
    private final HubTextTokenizer tokenizer;
    private final String output;
    private final int width;
    private final Queue<Slot> slots = new ConcurrentLinkedQueue<>();

    /**
     * @param folder with {@code model.onnx} and {@code tokenizer.json}
     * @param maxTokens most tokens of a text
     * @param runtime how it is run
     * @throws ModelException if a file is missing, damaged or of another kind
     */
    public OnnxTextEncoder(Path folder, int maxTokens, RuntimeConf runtime) {
        file = folder.resolve("model.onnx");
        tokenizer = new HubTextTokenizer(folder.resolve("tokenizer.json"), maxTokens);
        SharedResources.Lease<ModelSession> opened = null;
        boolean usable = false;
        try {
            opened = ModelSession.acquire(ModelFiles.of(file), runtime, Map.of());
            lease = opened;
            session = lease.value();
            output = session.outputs().keySet().iterator().next();
            width = width(session, output);
            usable = true;
        } finally {
            if (!usable) {
                tokenizer.close();
                if (opened != null) {
                    opened.close();
                }
            }
        }
    }

    private int width(ModelSession opened, String name) {
        long[] shape = OnnxSignature.shape(opened.outputs(), name);
        if (!OnnxTextInputs.fits(opened.inputs().keySet())
                || shape.length != TOKEN_STATES_RANK
                || shape[2] <= 0) {
            throw new ModelException(
                    file
                            + " does not take input_ids and attention_mask and give token states"
                            + " [batch, tokens, width]: it is no sentence encoder that Lockstep"
                            + " knows.");
        }
        return Math.toIntExact(shape[2]);
    }

    @Override
    public float[][] encode(List<String> texts) {
        float[][] vectors = new float[texts.size()][];
        Slot slot = slots.poll();
        if (slot == null) {
            slot = new Slot();
        }
        for (int i = 0; i < vectors.length; i++) {
            String text = texts.get(i);
            vectors[i] = text.isBlank() ? new float[0] : slot.run(tokenizer.encode(text));
        }
        slots.add(slot);
        return vectors;
    }

    @Override
    public int dimension() {
        return width;
    }

    @Override
    public void close() {
        tokenizer.close();
        lease.close();
    }

    /** Memory of one run at a time. */
    private final class Slot {
        private final OnnxTextInputs inputs = new OnnxTextInputs(session.inputs().keySet());
        private FloatBuffer states = direct(0);

        float[] run(long[] tokens) {
            int floats = tokens.length * width;
            if (states.capacity() < floats) {
                states = direct(Math.max(floats, 2 * states.capacity()));
            }
            Map<String, OnnxTensor> fed = null;
            try (OnnxTensor target =
                    OnnxTensor.createTensor(
                            OnnxRuntime.environment(),
                            states.duplicate().position(0).limit(floats),
                            new long[] {1, tokens.length, width})) {
                fed = inputs.of(tokens);
                session.run(fed, Map.of(output, target));
                return checked(Pooling.mean(states, tokens.length, width));
            } catch (OrtException e) {
                throw new ModelException(file.getFileName() + " failed: " + e.getMessage(), e);
            } finally {
                if (fed != null) {
                    fed.values().forEach(OnnxTensor::close);
                }
            }
        }
    }

    private float[] checked(float[] vector) {
        for (float value : vector) {
            if (!Float.isFinite(value)) {
                throw new ModelException(file.getFileName() + " gave values that are no numbers.");
            }
        }
        return vector;
    }

    private static FloatBuffer direct(int floats) {
        return ByteBuffer.allocateDirect(floats * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }
}
