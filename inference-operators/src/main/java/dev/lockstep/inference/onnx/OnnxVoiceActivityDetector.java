package dev.lockstep.inference.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.speech.segment.VoiceActivityDetector;
import dev.lockstep.inference.speech.segment.VoiceActivityState;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Silero VAD: input [1, 576] (64 samples of the frame before + 512 new ones), state [2, 1, 128],
 * sr; about 0.1 ms a frame. Thread-safe; buffers and tensors are reused, so a frame allocates
 * little.
 */
public final class OnnxVoiceActivityDetector implements VoiceActivityDetector {
    private static final int CONTEXT = VoiceActivityState.CONTEXT_SAMPLES;
    private static final int INPUT = CONTEXT + FRAME_SAMPLES;

    private final OrtSession session;
    private final OnnxTensor rate;
    private final ConcurrentLinkedQueue<Slot> idle = new ConcurrentLinkedQueue<>();

    /**
     * @param model {@code silero_vad.onnx}
     * @throws ModelException if it cannot be loaded
     */
    public OnnxVoiceActivityDetector(Path model) {
        session = OnnxRuntime.session(model);
        try {
            rate =
                    OnnxTensor.createTensor(
                            OnnxRuntime.environment(),
                            LongBuffer.wrap(new long[] {16_000}),
                            new long[0]);
            if (!session.getInputNames().containsAll(java.util.Set.of("input", "state", "sr"))) {
                throw new ModelException(
                        model
                                + " is not a Silero VAD: it has the inputs "
                                + session.getInputNames()
                                + ".");
            }
        } catch (OrtException e) {
            throw new ModelException("Voice activity detection could not be set up.", e);
        }
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
        Slot slot = idle.poll();
        try {
            if (slot == null) {
                slot = new Slot(rate);
            }
            slot.input.put(0, state.context());
            for (int i = 0; i < FRAME_SAMPLES; i++) {
                slot.input.put(CONTEXT + i, samples[offset + i] / 32_768f);
            }
            slot.state.put(0, state.lstm());
            session.run(slot.inputs, slot.outputs).close();
            slot.newState.get(0, state.lstm());
            slot.input.get(FRAME_SAMPLES, state.context());
            float probability = slot.output.get(0);
            idle.add(slot);
            return probability;
        } catch (OrtException e) {
            throw new ModelException("Voice activity detection failed.", e);
        }
    }

    @Override
    public void close() {
        for (Slot slot = idle.poll(); slot != null; slot = idle.poll()) {
            slot.close();
        }
        rate.close();
        try {
            session.close();
        } catch (OrtException e) {
            throw new ModelException("Voice activity detection could not be closed.", e);
        }
    }
}
