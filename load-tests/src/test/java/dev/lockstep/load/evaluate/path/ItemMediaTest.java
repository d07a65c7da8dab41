package dev.lockstep.load.evaluate.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.load.evaluate.manifest.Clip;
import dev.lockstep.load.evaluate.manifest.LabelledPicture;
import dev.lockstep.load.measure.WavFile;
import dev.lockstep.local.failure.UserException;
import dev.lockstep.producer.ffmpeg.MediaFormat;
import dev.lockstep.producer.ffmpeg.MediaWriter;
import dev.lockstep.schema.avro.AudioChunk;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ItemMediaTest {
    @TempDir Path folder;

    private final ItemMedia media = new ItemMedia();

    @Test
    void aClipIsThePartOfTheRecording() throws Exception {
        short[] samples = new short[WavFile.RATE];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) i;
        }
        Path wav = folder.resolve("x.wav");
        WavFile.write(samples, wav);

        short[] clip = media.sound(new Clip(wav, 250, 750L));

        assertThat(clip).hasSize(WavFile.RATE / 2);
        assertThat(clip[0]).isEqualTo((short) (WavFile.RATE / 4));
        assertThat(media.sound(new Clip(wav, 750, 9_000L))).hasSize(WavFile.RATE / 4);
        assertThatThrownBy(() -> media.sound(new Clip(wav, 1_000, null)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("ends at 1000 ms, before the clip from 1000 ms");
    }

    @Test
    void aFrameIsTheOneOfItsTime() throws Exception {
        Path video = folder.resolve("v.mp4");
        Color[] colours = {Color.RED, Color.GREEN, Color.BLUE};
        try (MediaWriter writer =
                MediaWriter.open(video, MediaFormat.mp4(16_000, 1, 160, 120, 5).withoutSound())) {
            for (int i = 0; i < 15; i++) {
                writer.writePicture(of(colours[i / 5]), i * 200_000L);
            }
        }

        for (int second = 0; second < 3; second++) {
            byte[] jpeg = media.jpeg(new LabelledPicture(video, second * 1_000L + 400, null, null));
            Color middle = new Color(Jpegs.decode(jpeg).getRGB(80, 60));
            assertThat(middle.getRed()).isCloseTo(colours[second].getRed(), within(40));
            assertThat(middle.getGreen()).isCloseTo(colours[second].getGreen(), within(40));
            assertThat(middle.getBlue()).isCloseTo(colours[second].getBlue(), within(40));
        }
        assertThatThrownBy(() -> media.jpeg(new LabelledPicture(video, 9_000L, null, null)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("has no picture at 9000 ms");
    }

    @Test
    void picturesBecomeJpegAndJpegsStayAsTheyAre() throws Exception {
        Path png = folder.resolve("p.png");
        ImageIO.write(of(Color.RED), "png", png.toFile());
        byte[] jpeg = media.jpeg(new LabelledPicture(png, null, null, null));
        assertThat(Jpegs.size(jpeg)).isEqualTo(new Jpegs.Size(160, 120));
        Path file = Files.write(folder.resolve("p.JPG"), jpeg);
        assertThat(media.jpeg(new LabelledPicture(file, null, null, null))).isEqualTo(jpeg);

        Path text = Files.writeString(folder.resolve("t.png"), "no picture");
        assertThatThrownBy(() -> media.jpeg(new LabelledPicture(text, null, null, null)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("is no picture that can be read");
    }

    @Test
    void soundBecomesChunksThatEndWithIt() {
        List<AudioChunk> chunks =
                SoundChunks.of(new short[2 * SoundChunks.CHUNK_SAMPLES + 100], List.of("a", "b"));

        assertThat(chunks)
                .extracting(AudioChunk::getEndOfStream)
                .containsExactly(false, false, true);
        assertThat(chunks).extracting(AudioChunk::getPtsUs).containsExactly(0L, 100_000L, 200_000L);
        assertThat(chunks.get(2).getDurationUs()).isEqualTo(6_250);
        assertThat(chunks.get(0).getStreamSources()).containsExactly("a", "b");
        assertThat(SoundChunks.of(new short[0], List.of())).hasSize(1);
    }

    private static BufferedImage of(Color colour) {
        BufferedImage image = new BufferedImage(160, 120, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, 160, 120);
        graphics.dispose();
        return image;
    }
}
