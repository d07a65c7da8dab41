package dev.lockstep.inference.onnx;

import dev.lockstep.inference.catalog.ModelStore;
import dev.lockstep.inference.speech.noise.NoiseMixer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/** Real speech for tests, 16 kHz mono. */
final class SampleSpeech {
    private static final long SEED = 7;

    private SampleSpeech() {}

    /** "Ever tried. Ever failed. No matter. Try again. Fail again. Fail better.", 10 s. */
    static short[] beckett(ModelStore store) throws IOException {
        byte[] wav = Files.readAllBytes(store.resolve("speech-samples").resolve("beckett.wav"));
        int data = new String(wav, StandardCharsets.ISO_8859_1).indexOf("data");
        ByteBuffer bytes = ByteBuffer.wrap(wav, data + 8, wav.length - data - 8).slice();
        short[] samples = new short[bytes.remaining() / 2];
        bytes.order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return samples;
    }

    /** The sound under white noise, the same each time; {@code decibels} below it. */
    static short[] withNoise(short[] sound, double decibels) {
        return new NoiseMixer(SEED).white(sound, decibels);
    }
}
