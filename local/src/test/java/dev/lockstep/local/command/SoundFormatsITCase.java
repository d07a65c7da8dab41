package dev.lockstep.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.local.testing.CommandRun;
import dev.lockstep.local.testing.TestModels;
import dev.lockstep.producer.ffmpeg.MediaFormat;
import dev.lockstep.producer.ffmpeg.MediaWriter;
import dev.lockstep.producer.ffmpeg.PcmReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sound that is unusual, but sound, is captioned. */
@Timeout(240)
class SoundFormatsITCase {
    private static final int RATE = 16_000;

    @TempDir private Path dir;

    @Test
    void sixChannelsAt192KilohertzAreHeard() throws Exception {
        int times = 192_000 / RATE;
        int channels = 6;
        short[] pcm = PcmReader.read16kMono(TestModels.shortSpeech());
        short[] wide = new short[pcm.length * times * channels];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = (short) (pcm[i / channels / times] / 2);
        }
        CommandRun run = caption(write("wide.wav", 192_000, channels, wide));
        assertThat(run.out()).doesNotContain("ends before");
        assertHeard("Ever tried", "better");
    }

    @Test
    void telephoneSoundIsHeard() throws Exception {
        short[] pcm = PcmReader.read16kMono(TestModels.shortSpeech());
        short[] narrow = new short[pcm.length / 2];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (short) ((pcm[2 * i] + pcm[2 * i + 1]) / 2);
        }
        caption(write("narrow.wav", 8_000, 1, narrow));
        assertHeard("tried", "Ever");
    }

    @Test
    void ofAFileThatWasCutOffWhatIsThereIsHeard() throws Exception {
        short[] pcm = PcmReader.read16kMono(TestModels.shortSpeech());
        Path whole = write("whole.wav", RATE, 1, pcm);
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(dir.resolve("cut.wav"), Arrays.copyOf(bytes, bytes.length / 2));
        CommandRun run = caption(cut);
        assertThat(run.out())
                .contains("cut.wav ends before its own header says; what is there was captioned.");
        assertHeard("Ever tried");
        assertThat(dir.resolve("out/captions.vtt")).content().doesNotContain("better");
    }

    private CommandRun caption(Path file) {
        CommandRun run =
                CommandRun.of(
                        "caption",
                        file.toString(),
                        "--speed",
                        "max",
                        "--out",
                        dir.resolve("out").toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).isEmpty();
        return run;
    }

    private void assertHeard(String... words) {
        assertThat(dir.resolve("out/captions.vtt")).content().contains(words);
    }

    private Path write(String name, int rateHz, int channels, short[] pcm) throws IOException {
        Path file = dir.resolve(name);
        MediaFormat format = MediaFormat.soundFor(name, rateHz, channels);
        try (MediaWriter writer = MediaWriter.open(file, format)) {
            writer.writeAudio(pcm);
        }
        return file;
    }
}
