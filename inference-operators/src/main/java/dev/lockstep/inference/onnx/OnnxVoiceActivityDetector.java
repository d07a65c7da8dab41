package dev.lockstep.inference.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.onnx.session.ModelSession;
import dev.lockstep.inference.runtime.ExecutionProvider;
import dev.lockstep.inference.runtime.ModelFiles;
import dev.lockstep.inference.runtime.RuntimeConf;
import dev.lockstep.inference.runtime.SharedResources;
import dev.lockstep.inference.speech.segment.VoiceActivityDetector;
import dev.lockstep.inference.speech.segment.VoiceActivityState;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Silero VAD: input [1, 576] (64 samples of the frame before + 512 new ones), state [2, 1, 128],
 * sr; about 0.1 ms a frame. Thread-safe; buffers and tensors are reused, so a frame allocates
 * little.
 */
public final class OnnxVoiceActivityDetector implements VoiceActivityDetector {
    private static final int CONTEXT = VoiceActivityState.CONTEXT_SAMPLES;
    private static final int INPUT = CONTEXT + FRAME_SAMPLES;

    private final SharedResources.Lease<ModelSession> lease;
    private final ModelSession session;
    private final OnnxTensor rate;
    private final ConcurrentLinkedQueue<Slot> idle = new ConcurrentLinkedQueue<>();

    /**
     * @param model {@code silero_vad.onnx}
     * @throws ModelException if it cannot be loaded
     */
    public OnnxVoiceActivityDetector(Path model) {
        this(model, RuntimeConf.cpu());
    }

    /**
     * @param model {@code silero_vad.onnx}
     * @param conf how it is run; on the CPU in any case: a frame takes 0.1 ms there
     * @throws ModelException if it cannot be loaded
     */
    public OnnxVoiceActivityDetector(Path model, RuntimeConf conf) {
        lease =
                ModelSession.acquire(
                        ModelFiles.of(model), conf.with(ExecutionProvider.CPU, false), Map.of());
        session = lease.value();
        Set<String> inputs = session.inputs().keySet();
        if (!inputs.containsAll(Set.of("input", "state", "sr"))) {
            lease.close();
            throw new ModelException(
                    model + " is not a Silero VAD: it has the inputs " + inputs + ".");
        }
        try {
            rate =
                    OnnxTensor.createTensor(
                            OnnxRuntime.environment(),
                            LongBuffer.wrap(new long[] {16_000}),
                            new long[0]);
        } catch (OrtException e) {
            lease.close();
            throw new ModelException("Voice activity detection could not be set up.", e);
        }
        // The first frame of a stream does not wait for arenas to grow.
        score(new short[FRAME_SAMPLES], 0, VoiceActivityState.fresh());
    }

    /** Tensors over direct buffers, used by one call at a time. */
    private static final class Slot {
        final FloatBuffer input = direct(INPUT);
        final FloatBuffer state = direct(VoiceActivityState.LSTM_SIZE);
        final FloatBuffer output = direct(1);
        final FloatBuffer newState = direct(VoiceActivityState.LSTM_SIZE);
        final Map<String, OnnxTensor> inputs;
        final Map<String, OnnxTensor> outputs;

        Slot(OnnxTensor rate) throws OrtException {
            OrtEnvironment env = OnnxRuntime.environment();
            long[] stateShape = {2, 1, 128};
            inputs =
                    Map.of(
                            "input",
                            OnnxTensor.createTensor(env, input, new long[] {1, INPUT}),
                            "state",
                            OnnxTensor.createTensor(env, state, stateShape),
                            "sr",
                            rate);
            outputs =
                    Map.of(
                            "output",
                            OnnxTensor.createTensor(env, output, new long[] {1, 1}),
                            "stateN",
                            OnnxTensor.createTensor(env, newState, stateShape));
        }

        void close() {
            inputs.forEach(
                    (name, tensor) -> {
                        if (!name.equals("sr")) {
                            tensor.close();
                        }
                    });
            outputs.values().forEach(OnnxTensor::close);
        }

        private static FloatBuffer direct(int size) {
            return ByteBuffer.allocateDirect(size * Float.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
        }
    }

    @Override
    public float score(short[] samples, int offset, VoiceActivityState state) {
        Slot waiting = idle.poll();
        Slot slot = waiting == null ? slot() : waiting;
        boolean good = false;
        try {
            slot.input.put(0, state.context());
            for (int i = 0; i < FRAME_SAMPLES; i++) {
                slot.input.put(CONTEXT + i, samples[offset + i] / 32_768f);
            }
            slot.state.put(0, state.lstm());
            session.run(slot.inputs, slot.outputs);
            slot.newState.get(0, state.lstm());
            slot.input.get(FRAME_SAMPLES, state.context());
            good = true;
            return slot.output.get(0);
        } finally {
            if (good) {
                idle.add(slot);
            } else {
                slot.close();
            }
        }
    }

    private Slot slot() {
        try {
            return new Slot(rate);
        } catch (OrtException e) {
            throw new ModelException("Voice activity detection got no memory.", e);
        }
    }

    @Override
    public void close() {
        for (Slot slot = idle.poll(); slot != null; slot = idle.poll()) {
            slot.close();
        }
        rate.close();
        lease.close();
    }
}
