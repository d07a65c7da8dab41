package dev.lockstep.producer.ffmpeg;

import dev.lockstep.producer.media.MediaException;
import dev.lockstep.producer.media.MediaSource;
import dev.lockstep.producer.media.MediaUnit;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Media that tests make for themselves: sine tones and pictures of one colour. */
final class TestMedia {

    static final int TONE_HZ = 440;

    private TestMedia() {}

    /** A tone of 440 Hz, interleaved, the same on all channels. */
    static short[] tone(int rateHz, int channels, double seconds) {
        int frames = (int) Math.round(rateHz * seconds);
        short[] pcm = new short[frames * channels];
        for (int i = 0; i < frames; i++) {
            short value = (short) (12_000 * Math.sin(2 * Math.PI * TONE_HZ * i / rateHz));
            for (int c = 0; c < channels; c++) {
                pcm[i * channels + c] = value;
            }
        }
        return pcm;
    }

    /** Writes a tone. */
    static Path sound(Path file, MediaFormat format, double seconds) throws MediaException {
        try (MediaWriter writer = MediaWriter.open(file, format)) {
            writer.writeAudio(tone(format.sampleRateHz(), format.channels(), seconds));
        }
        return file;
    }

    /** Writes a tone and pictures whose brightness rises with time, interleaved. */
    static Path film(Path file, MediaFormat format, double seconds) throws MediaException {
        try (MediaWriter writer = MediaWriter.open(file, format)) {
            film(writer, format, seconds);
        }
        return file;
    }

    static void film(MediaWriter writer, MediaFormat format, double seconds) throws MediaException {
        int frames = (int) Math.round(seconds * format.framesPerSecond());
        for (int i = 0; i < frames; i++) {
            writer.writePicture(picture(format, i), i * 1_000_000L / format.framesPerSecond());
            if (!format.audioCodec().isEmpty()) {
                writer.writeAudio(
                        tone(
                                format.sampleRateHz(),
                                format.channels(),
                                1.0 / format.framesPerSecond()));
            }
        }
    }

    private static BufferedImage picture(MediaFormat format, int number) {
        BufferedImage image =
                new BufferedImage(format.width(), format.height(), BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(Math.min(255, 40 + number), 80, 160));
        graphics.fillRect(0, 0, format.width(), format.height());
        graphics.dispose();
        return image;
    }

    /** All units of a source. */
    static List<MediaUnit> drain(MediaSource source) throws MediaException {
        List<MediaUnit> units = new ArrayList<>();
        for (Optional<MediaUnit> unit = source.next(); unit.isPresent(); unit = source.next()) {
            units.add(unit.get());
        }
        return units;
    }

    static List<MediaUnit.AudioSamples> audio(List<MediaUnit> units) {
        return units.stream()
                .filter(MediaUnit.AudioSamples.class::isInstance)
                .map(MediaUnit.AudioSamples.class::cast)
                .toList();
    }

    static List<MediaUnit.Picture> pictures(List<MediaUnit> units) {
        return units.stream()
                .filter(MediaUnit.Picture.class::isInstance)
                .map(MediaUnit.Picture.class::cast)
                .toList();
    }

    static short[] join(List<MediaUnit.AudioSamples> units) {
        int length = units.stream().mapToInt(u -> u.pcm().length).sum();
        short[] pcm = new short[length];
        int at = 0;
        for (MediaUnit.AudioSamples unit : units) {
            System.arraycopy(unit.pcm(), 0, pcm, at, unit.pcm().length);
            at += unit.pcm().length;
        }
        return pcm;
    }

    /** Frequency with the most energy among multiples of 10 Hz up to 4 kHz (Goertzel). */
    static int dominantHz(short[] pcm, int rateHz) {
        int best = 0;
        double bestPower = -1;
        for (int hz = 10; hz <= 4_000; hz += 10) {
            double omega = 2 * Math.PI * hz / rateHz;
            double coefficient = 2 * Math.cos(omega);
            double s1 = 0;
            double s2 = 0;
            for (int i = 0; i < Math.min(pcm.length, rateHz); i++) {
                double s = pcm[i] + coefficient * s1 - s2;
                s2 = s1;
                s1 = s;
            }
            double power = s1 * s1 + s2 * s2 - coefficient * s1 * s2;
            if (power > bestPower) {
                bestPower = power;
                best = hz;
            }
        }
        return best;
    }
}
