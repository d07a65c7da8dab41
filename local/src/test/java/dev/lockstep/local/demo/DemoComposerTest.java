package dev.lockstep.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.producer.ffmpeg.FfmpegMedia;
import dev.lockstep.producer.ffmpeg.MediaFormat;
import dev.lockstep.producer.ffmpeg.MediaWriter;
import dev.lockstep.producer.ffmpeg.PcmReader;
import dev.lockstep.producer.media.MediaInfo;
import dev.lockstep.producer.media.MediaSource;
import dev.lockstep.producer.media.MediaSourceConf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoComposerTest {
    @TempDir private Path dir;

    @Test
    void composesSoundAndSlidesIntoOneFile() throws IOException {
        tone("a.wav", 1.0);
        tone("b.wav", 0.5);
        DemoScript script =
                DemoScript.parse(
                        List.of("> a.wav\tFirst", "0\t1\tone", "> b.wav\tSecond", "0\t0.5\ttwo"));
        Path target = dir.resolve("deep").resolve("demo.mp4");
        List<Long> heard = new ArrayList<>();

        new DemoComposer(script, dir).compose(target, (done, total) -> heard.add(total - done));

        try (MediaSource source = FfmpegMedia.open("file:" + target, MediaSourceConf.DEFAULT)) {
            MediaInfo info = source.info();
            assertThat(info.video().orElseThrow().width()).isEqualTo(1280);
            assertThat(info.video().orElseThrow().height()).isEqualTo(720);
            assertThat(info.audio().orElseThrow().codec()).isEqualTo("aac");
            assertThat(info.durationUs().orElseThrow() / 1e6).isCloseTo(4.5, within(0.3));
        }
        short[] sound = PcmReader.read16kMono(target);
        assertThat(loudness(sound, 0.2, 0.8)).isGreaterThan(5000);
        assertThat(loudness(sound, 1.3, 2.2)).isLessThan(50);
        assertThat(loudness(sound, 2.6, 2.9)).isGreaterThan(5000);
        assertThat(loudness(sound, 3.3, 4.2)).isLessThan(50);
        assertThat(heard).endsWith(1L, 0L);
        try (Stream<Path> files = Files.list(target.getParent())) {
            assertThat(files).containsExactly(target);
        }
    }

    private void tone(String name, double seconds) throws IOException {
        short[] samples = new short[(int) (16_000 * seconds)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (10_000 * Math.sin(2 * Math.PI * 440 * i / 16_000));
        }
        try (MediaWriter writer =
                MediaWriter.open(dir.resolve(name), MediaFormat.soundFor(name, 16_000, 1))) {
            writer.writeAudio(samples);
        }
    }

    private static double loudness(short[] samples, double fromS, double toS) {
        double sum = 0;
        int from = (int) (fromS * 16_000);
        int to = (int) (toS * 16_000);
        for (int i = from; i < to; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return Math.sqrt(sum / (to - from));
    }
}
