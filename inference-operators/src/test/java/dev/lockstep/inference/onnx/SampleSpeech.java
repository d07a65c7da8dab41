package dev.lockstep.inference.onnx;

import dev.lockstep.inference.catalog.ModelStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Random;

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
        double power = 0;
        for (short sample : sound) {
            power += (double) sample * sample;
        }
        double amplitude = Math.sqrt(power / sound.length / Math.pow(10, decibels / 10));
        Random random = new Random(SEED);
        short[] noisy = new short[sound.length];
        for (int i = 0; i < noisy.length; i++) {
            double value = sound[i] + amplitude * random.nextGaussian();
            noisy[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value));
        }
        return noisy;
    }
}
