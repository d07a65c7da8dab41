package dev.lockstep.load.measure;

import dev.lockstep.inference.speech.segment.Pcm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** WAV files for what is measured. Stateless. */
public final class WavFile {
    /** Their sample rate, Hz. */
    public static final int RATE = 16_000;

    private WavFile() {}

    /** Writes samples at {@link #RATE}, mono, 16 bit. */
    public static void write(short[] samples, Path wav) throws IOException {
        AudioFormat format = new AudioFormat(RATE, 16, 1, true, false);
        try (AudioInputStream in =
                new AudioInputStream(
                        new ByteArrayInputStream(Pcm.bytes(samples)), format, samples.length)) {
            AudioSystem.write(in, AudioFileFormat.Type.WAVE, wav.toFile());
        }
    }
}
