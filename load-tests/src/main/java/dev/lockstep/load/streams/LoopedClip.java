package dev.lockstep.load.streams;

import dev.lockstep.inference.speech.segment.Pcm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** A clip repeated with a second of silence in between, begun at another place for each stream. */
final class LoopedClip {
    private static final int RATE = 16_000;

    private LoopedClip() {}

    /**
     * Writes a WAV.
     *
     * @param clip 16 kHz mono
     * @param seconds length of the result
     * @param startShare where in the clip to begin, 0..1
     */
    static void write(short[] clip, int seconds, double startShare, Path wav) throws IOException {
        short[] samples = new short[seconds * RATE];
        int period = clip.length + RATE;
        int start = (int) (startShare * period);
        for (int i = 0; i < samples.length; i++) {
            int at = (start + i) % period;
            samples[i] = at < clip.length ? clip[at] : 0;
        }
        AudioFormat format = new AudioFormat(RATE, 16, 1, true, false);
        try (AudioInputStream in =
                new AudioInputStream(
                        new ByteArrayInputStream(Pcm.bytes(samples)), format, samples.length)) {
            AudioSystem.write(in, AudioFileFormat.Type.WAVE, wav.toFile());
        }
    }
}
