package dev.lockstep.local.testing;

import dev.lockstep.producer.ffmpeg.MediaFormat;
import dev.lockstep.producer.ffmpeg.MediaWriter;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** Small films for tests: a box that moves, with sound or without. */
public final class Film {
    private static final int RATE_HZ = 16_000;
    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;
    private static final int FRAMES_PER_SECOND = 5;
    private static final int FRAME_SAMPLES = RATE_HZ / FRAMES_PER_SECOND;

    private Film() {}

    /** An mp4 with this sound, 16 kHz mono, and pictures to its end. */
    public static Path withSound(Path file, short[] sound) throws IOException {
        MediaFormat format = MediaFormat.mp4(RATE_HZ, 1, WIDTH, HEIGHT, FRAMES_PER_SECOND);
        try (MediaWriter writer = MediaWriter.open(file, format)) {
            for (int frame = 0; frame * FRAME_SAMPLES < sound.length; frame++) {
                writer.writePicture(picture(frame), frameUs(frame));
                int from = frame * FRAME_SAMPLES;
                writer.writeAudio(
                        Arrays.copyOfRange(
                                sound, from, Math.min(from + FRAME_SAMPLES, sound.length)));
            }
        }
        return file;
    }

    /** An mp4 of so many pictures, five a second, without a sound track. */
    public static Path silent(Path file, int pictures) throws IOException {
        MediaFormat format =
                MediaFormat.mp4(RATE_HZ, 1, WIDTH, HEIGHT, FRAMES_PER_SECOND).withoutSound();
        try (MediaWriter writer = MediaWriter.open(file, format)) {
            for (int frame = 0; frame < pictures; frame++) {
                writer.writePicture(picture(frame), frameUs(frame));
            }
        }
        return file;
    }

    private static long frameUs(int frame) {
        return frame * (1_000_000L / FRAMES_PER_SECOND);
    }

    private static BufferedImage picture(int frame) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.ORANGE);
        graphics.fillRect(10 + 4 * (frame % 50), 60, 60, 120);
        graphics.dispose();
        return image;
    }
}
