package dev.lockstep.load.evaluate.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lockstep.load.evaluate.path.Jpegs;
import dev.lockstep.load.evaluate.path.SoundChunks;
import dev.lockstep.load.evaluate.statistics.Bootstrap;
import dev.lockstep.load.evaluate.statistics.Share;
import dev.lockstep.schema.avro.AudioChunk;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RobustnessTest {
    @Test
    void degradationIsThatOfTheSameItems() {
        Degradation result =
                Degradation.of(
                        "word error rate",
                        "rain",
                        List.of(new Share(0, 10), new Share(1, 10)),
                        List.of(new Share(2, 10), new Share(3, 10)),
                        Bootstrap.seeded(1));

        assertThat(result.clean().value()).isEqualTo(0.05);
        assertThat(result.value().value()).isEqualTo(0.25);
        assertThat(result.change().value()).isEqualTo(0.2);
    }

    @Test
    void chunksAreLostOrComeTwiceAtTheRateThatIsAskedFor() {
        List<AudioChunk> chunks =
                SoundChunks.of(new short[1_000 * SoundChunks.CHUNK_SAMPLES], List.of());

        List<AudioChunk> left = PacketLoss.drop(chunks, 0.1, 1);
        List<AudioChunk> more = PacketLoss.repeat(chunks, 0.1, 1);

        // 1000 draws at 10 %: standard deviation 9.5.
        assertThat(left).hasSizeBetween(860, 940);
        assertThat(left.get(left.size() - 1).getEndOfStream()).isTrue();
        assertThat(more).hasSizeBetween(1_060, 1_140);
        assertThat(more.stream().distinct().toList()).isEqualTo(chunks);
        assertThat(PacketLoss.drop(chunks, 0.1, 1)).isEqualTo(left);
        assertThat(PacketLoss.drop(chunks, 1, 1)).hasSize(1);
        assertThat(PacketLoss.drop(chunks, 0, 1)).isEqualTo(chunks);
    }

    @Test
    void blurSpreadsAnEdgeByItsSigma() {
        BufferedImage image = new BufferedImage(80, 40, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(40, 0, 40, 40);
        graphics.dispose();

        BufferedImage blurred = PictureDamage.blur(image, 4);

        // The edge becomes the Gaussian's distribution function: 84 % one sigma behind it.
        assertThat(red(blurred, 44, 20) / 255.0).isCloseTo(0.86, within(0.03));
        assertThat(red(blurred, 35, 20) / 255.0).isCloseTo(0.14, within(0.03));
        assertThat(red(blurred, 0, 20)).isZero();
        assertThat(red(blurred, 79, 0)).isEqualTo(255);
    }

    @Test
    void compressionLosesWhatQualityKeeps() throws Exception {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_3BYTE_BGR);
        for (int i = 0; i < 64 * 64; i++) {
            image.setRGB(i % 64, i / 64, (i * 2_654_435_761L >>> 8 & 1) == 0 ? 0 : 0xFFFFFF);
        }
        byte[] jpeg = Jpegs.encode(image, 0.95f);

        assertThat(PictureDamage.compress(jpeg, 0.05f).length).isLessThan(jpeg.length / 3);
        assertThat(Jpegs.size(PictureDamage.compress(jpeg, 0.05f)))
                .isEqualTo(new Jpegs.Size(64, 64));
    }

    private static int red(BufferedImage image, int x, int y) {
        return new Color(image.getRGB(x, y)).getRed();
    }

    @Test
    void attacksWriteTheWordOtherwise() {
        assertThat(attacked("as it is")).isEqualTo("twit");
        assertThat(attacked("upper case")).isEqualTo("TWIT");
        assertThat(attacked("leetspeak")).isEqualTo("7w17");
        assertThat(attacked("full width")).isEqualTo("ｔｗｉｔ");
        assertThat(attacked("zero-width characters")).isEqualTo("t\u200Bw\u200Bi\u200Bt");
        assertThat(attacked("homoglyphs")).isEqualTo("tw\u0456t");
        assertThat(attacked("reversed by bidi override")).isEqualTo("\u202Etiwt\u202C");
        assertThat(TextAttacks.all().values().stream().map(a -> a.apply("twit")).distinct())
                .hasSize(TextAttacks.all().size());
    }

    private static String attacked(String attack) {
        return Objects.requireNonNull(TextAttacks.all().get(attack)).apply("twit");
    }
}
