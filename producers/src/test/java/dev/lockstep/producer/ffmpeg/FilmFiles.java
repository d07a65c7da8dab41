package dev.lockstep.producer.ffmpeg;

import dev.lockstep.producer.media.MediaException;
import java.nio.file.Path;
import java.util.Random;

/** Films for the tests of other packages. */
public final class FilmFiles {

    private FilmFiles() {}

    /** A tone and pictures of 320x240, 10 a second. */
    public static Path mp4(Path file, double seconds) throws MediaException {
        MediaFormat format = MediaFormat.mp4(48_000, 2, 320, 240, 10);
        try (MediaWriter writer = MediaWriter.open(file, format)) {
            TestMedia.film(writer, format, Math.floor(seconds * 10) / 10);
            double rest = seconds - Math.floor(seconds * 10) / 10;
            writer.writeAudio(TestMedia.tone(48_000, 2, rest));
        }
        return file;
    }

    /** Two pictures of noise, which no encoder makes small. */
    public static Path noise(Path file, int width, int height) throws MediaException {
        MediaFormat format =
                MediaFormat.sound("matroska", "flac", 16_000, 1)
                        .withPictures("mjpeg", width, height, 1)
                        .withVideoBitRate(200_000_000)
                        .withoutSound();
        byte[] bgr = new byte[3 * width * height];
        try (MediaWriter writer = MediaWriter.open(file, format)) {
            Random random = new Random(1);
            for (int i = 0; i < 2; i++) {
                random.nextBytes(bgr);
                writer.writePicture(bgr, i * 1_000_000L);
            }
        }
        return file;
    }

    /** A tone as WAV, 16 kHz mono. */
    public static Path wav(Path file, double seconds) throws MediaException {
        return TestMedia.sound(file, MediaFormat.sound("wav", "pcm_s16le", 16_000, 1), seconds);
    }
}
