package dev.lockstep.load.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WavFileTest {
    @Test
    void whatIsWrittenIsReadAgain(@TempDir Path folder) throws Exception {
        Path wav = folder.resolve("x.wav");
        WavFile.write(new short[] {0, 1, -2, Short.MAX_VALUE}, wav);

        try (AudioInputStream in = AudioSystem.getAudioInputStream(wav.toFile())) {
            AudioFormat format = in.getFormat();
            assertThat(format.getSampleRate()).isEqualTo(16_000);
            assertThat(format.getChannels()).isEqualTo(1);
            assertThat(format.isBigEndian()).isFalse();
            assertThat(in.readAllBytes()).containsExactly(0, 0, 1, 0, 0xfe, 0xff, 0xff, 0x7f);
        }
    }
}
