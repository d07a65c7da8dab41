package dev.lockstep.producer.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.producer.media.MediaException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PcmReaderTest {

    @TempDir Path dir;

    @Test
    void readsStereoOfAnotherRateAs16kMono() throws Exception {
        Path file = wav(44_100, 2, 44_100 * 2);

        short[] pcm = PcmReader.read16kMono(file);

        assertThat(pcm).hasSize(32_000);
        // 440 Hz at full length: 880 zero crossings a second.
        assertThat(risingCrossings(pcm)).isBetween(878, 882);
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> PcmReader.read16kMono(dir.resolve("none.wav")))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("There is no file")
                .hasMessageContaining("check the path");
    }

    private static int risingCrossings(short[] pcm) {
        int count = 0;
        for (int i = 1; i < pcm.length; i++) {
            if (pcm[i - 1] < 0 && pcm[i] >= 0) {
                count++;
            }
        }
        return count;
    }

    private Path wav(int rate, int channels, int frames) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(frames * channels * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < frames; i++) {
            short value = (short) (12_000 * Math.sin(2 * Math.PI * 440 * i / rate));
            for (int c = 0; c < channels; c++) {
                bytes.putShort(value);
            }
        }
        Path file = dir.resolve("tone.wav");
        AudioFormat format = new AudioFormat(rate, 16, channels, true, false);
        try (AudioInputStream stream =
                new AudioInputStream(new ByteArrayInputStream(bytes.array()), format, frames)) {
            AudioSystem.write(stream, AudioFileFormat.Type.WAVE, Files.newOutputStream(file));
        }
        return file;
    }
}
