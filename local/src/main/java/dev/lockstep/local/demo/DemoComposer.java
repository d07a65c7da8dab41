package dev.lockstep.local.demo;

import dev.lockstep.local.demo.DemoScript.Clip;
import dev.lockstep.producer.ffmpeg.MediaFormat;
import dev.lockstep.producer.ffmpeg.MediaWriter;
import dev.lockstep.producer.ffmpeg.PcmReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Joins the speech with slides to one mp4: H.264 at 1280x720 and AAC. Not thread-safe. */
public final class DemoComposer {
    private static final int SAMPLE_RATE_HZ = 16_000;
    private static final int FRAMES_PER_SECOND = 5;
    private static final long FRAME_US = 1_000_000L / FRAMES_PER_SECOND;
    private static final int FRAME_SAMPLES = SAMPLE_RATE_HZ / FRAMES_PER_SECOND;

    private final DemoScript script;
    private final Path samplesDir;

    /** Hears how far the composition is. */
    @FunctionalInterface
    public interface Progress {
        /** So many of so many pictures are drawn. */
        void at(long done, long total);
    }

    /** A composer that finds the script's recordings in the folder. */
    DemoComposer(DemoScript script, Path samplesDir) {
        this.script = script;
        this.samplesDir = samplesDir;
    }

    /** Writes the file; it appears under its name only when it is whole. */
    void compose(Path target, Progress progress) throws IOException {
        List<short[]> sounds = new ArrayList<>();
        List<Long> durationsUs = new ArrayList<>();
        for (Clip clip : script.clips()) {
            short[] sound = PcmReader.read16kMono(samplesDir.resolve(clip.file()));
            sounds.add(sound);
            durationsUs.add(sound.length * 1_000_000L / SAMPLE_RATE_HZ);
        }
        DemoTimeline timeline = DemoTimeline.of(script.clips(), durationsUs);
        Path folder = Files.createDirectories(target.resolveSibling("."));
        Path unfinished = Files.createTempFile(folder, "composing-", ".mp4");
        try {
            write(unfinished, timeline, mix(timeline, sounds), progress);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static void write(Path file, DemoTimeline timeline, short[] sound, Progress progress)
            throws IOException {
        MediaFormat format =
                MediaFormat.mp4(
                        SAMPLE_RATE_HZ,
                        1,
                        SlidePainter.WIDTH,
                        SlidePainter.HEIGHT,
                        FRAMES_PER_SECOND);
        long frames = timeline.durationUs() / FRAME_US;
        try (GlyphFont font = GlyphFont.liberationSans();
                MediaWriter writer = MediaWriter.open(file, format)) {
            SlidePainter painter = new SlidePainter(font);
            for (int frame = 0; frame < frames; frame++) {
                long timeUs = frame * FRAME_US;
                writer.writePicture(
                        painter.paint(timeline.slideAt(timeUs), timeUs, timeline.durationUs()),
                        timeUs);
                int from = frame * FRAME_SAMPLES;
                writer.writeAudio(Arrays.copyOfRange(sound, from, from + FRAME_SAMPLES));
                progress.at(frame + 1, frames);
            }
        }
    }

    private static short[] mix(DemoTimeline timeline, List<short[]> sounds) {
        int frames = (int) (timeline.durationUs() / FRAME_US);
        short[] whole = new short[(frames + 1) * FRAME_SAMPLES];
        for (int i = 0; i < sounds.size(); i++) {
            long startUs = timeline.placed().get(i).startUs();
            int at = (int) (startUs * SAMPLE_RATE_HZ / 1_000_000);
            System.arraycopy(
                    sounds.get(i), 0, whole, at, Math.min(sounds.get(i).length, whole.length - at));
        }
        return whole;
    }
}
