package dev.lockstep.inference.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.lockstep.inference.onnx.session.ModelSession;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All sounds in one run, as a GPU wants it. Spectrograms have one length anyway. Waveforms are
 * padded with zeros and masked, and of a row only the states of its own samples are kept; where the
 * encoder takes no mask, or has other strides than Moonshine's, each is encoded by itself.
 * Moonshine normalises over the whole row, zeros included (its GroupNorm), so there its states
 * differ a little from those of the sound alone, as they do in its reference code. Thread-safe.
 *
 * @param alone encodes what cannot be joined
 */
record PaddedEncoding(SeparateEncoding alone) implements SpeechEncoding {
    /** Kernels and strides of Moonshine's convolutions (Jeffries et al. 2024, section 3.1). */
    private static final int[] KERNELS = {127, 7, 3};

    private static final int[] STRIDES = {64, 3, 2};

    @Override
    public List<Encoded> encode(List<short[]> sounds) {
        short[] longest = longest(sounds);
        boolean alike =
                sounds.stream()
                        .map(sound -> alone.frontEnd().shape(sound.length))
                        .allMatch(s -> Arrays.equals(s, alone.frontEnd().shape(longest.length)));
        if (sounds.size() < 2 || !(alike || alone.takesMask())) {
            return alone.encode(sounds);
        }
        List<Encoded> encoded = new ArrayList<>(sounds.size());
        boolean complete = false;
        try {
            alone.model()
                    .encoder()
                    .runBatch(
                            sounds.size(),
                            (run, from, count) ->
                                    rows(run, sounds.subList(from, from + count), encoded));
            complete = encoded.size() == sounds.size();
        } finally {
            if (!complete) {
                SpeechEncoding.close(encoded);
            }
        }
        return complete ? encoded : alone.encode(sounds);
    }

    private static short[] longest(List<short[]> sounds) {
        short[] longest = {};
        for (short[] sound : sounds) {
            longest = sound.length > longest.length ? sound : longest;
        }
        return longest;
    }

    /** Adds what is made of these sounds; nothing where the graph has other strides. */
    private void rows(ModelSession.Run run, List<short[]> sounds, List<Encoded> encoded)
            throws OrtException {
        int samples = longest(sounds).length;
        long[] shape = alone.frontEnd().shape(samples);
        int row = elements(shape);
        int rows = sounds.size();
        shape[0] = rows;
        InputBuffers buffers = InputBuffers.forThread();
        FloatBuffer values = buffers.values(rows * row);
        for (int i = 0; i < rows; i++) {
            alone.frontEnd().write(sounds.get(i), values, i * row);
            int written = elements(alone.frontEnd().shape(sounds.get(i).length));
            for (int j = i * row + written; j < (i + 1) * row; j++) {
                values.put(j, 0);
            }
        }
        Map<String, OnnxTensor> inputs = new HashMap<>();
        try {
            inputs.put(alone.input(), buffers.valuesTensor(rows * row, shape));
            if (alone.takesMask()) {
                mask(buffers.mask(rows * samples), sounds, samples);
                inputs.put(SeparateEncoding.MASK, buffers.maskTensor(rows, samples));
            }
            try (OrtSession.Result result =
                    run.run(inputs, Set.of(alone.model().states()), Map.of())) {
                split((OnnxTensor) result.get(0), sounds, encoded);
            }
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    /** A row's mask has exactly as many places as it has states, at the encoder's strides. */
    private static void mask(LongBuffer mask, List<short[]> sounds, int samples) {
        for (int i = 0; i < sounds.size(); i++) {
            int length = sounds.get(i).length;
            int heard =
                    length == samples
                            ? samples
                            : frames(length) * OnnxSpeechModel.SAMPLES_PER_FRAME;
            for (int j = 0; j < samples; j++) {
                mask.put(i * samples + j, j < heard ? 1 : 0);
            }
        }
    }

    private void split(OnnxTensor states, List<short[]> sounds, List<Encoded> encoded)
            throws OrtException {
        long[] shape = states.getInfo().getShape();
        int frames = Math.toIntExact(shape[1]);
        int width = Math.toIntExact(shape[2]);
        int longest = longest(sounds).length;
        boolean alike = sounds.stream().allMatch(sound -> sound.length == longest);
        boolean waveform = alone.frontEnd().shape(longest).length == 2;
        if (waveform && !alike && frames(longest) != frames) {
            return;
        }
        FloatBuffer all = states.getFloatBuffer();
        for (int i = 0; i < sounds.size(); i++) {
            int own = waveform && !alike ? frames(sounds.get(i).length) : frames;
            OnnxTensor row =
                    OnnxTensor.createTensor(
                            OnnxRuntime.environment(),
                            all.duplicate()
                                    .position(i * frames * width)
                                    .limit((i * frames + own) * width),
                            new long[] {1, own, width});
            encoded.add(new Encoded(row, row));
        }
    }

    /** States that Moonshine makes of so many samples. */
    static int frames(int samples) {
        int length = samples;
        for (int i = 0; i < KERNELS.length; i++) {
            length = length < KERNELS[i] ? 0 : (length - KERNELS[i]) / STRIDES[i] + 1;
        }
        return length;
    }

    static int elements(long[] shape) {
        return Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
    }
}
