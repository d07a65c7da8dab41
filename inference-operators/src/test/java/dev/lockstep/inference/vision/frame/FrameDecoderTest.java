package dev.lockstep.inference.vision.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.inference.vision.Slides;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameDecoderTest {
    private final FrameDecoder decoder = new FrameDecoder(FrameLimits.of(4096));

    @AfterEach
    void close() {
        decoder.close();
    }

    private static byte[] good() {
        return Slides.jpeg(
                Slides.slide(
                        320, 180, List.of(new Slides.Line("Truncate me anywhere", 20, 90, 24))));
    }

    @Test
    void givesBlueGreenRedRowByRow() throws Exception {
        BufferedImage image = Slides.blank(64, 48, new Color(200, 100, 30));
        for (int y = 24; y < 48; y++) {
            for (int x = 0; x < 64; x++) {
                image.setRGB(x, y, new Color(10, 220, 240).getRGB());
            }
        }
        Picture picture = decoder.decode(Slides.jpeg(image, 0.95f));
        assertThat(picture.width()).isEqualTo(64);
        assertThat(picture.height()).isEqualTo(48);
        assertPixel(picture, 5, 5, 30, 100, 200);
        assertPixel(picture, 60, 44, 240, 220, 10);
    }

    private static void assertPixel(Picture picture, int x, int y, int... bgr) {
        for (int c = 0; c < 3; c++) {
            assertThat(picture.bgr()[(y * picture.width() + x) * 3 + c] & 0xFF)
                    .isBetween(bgr[c] - 6, bgr[c] + 6);
        }
    }

    @Test
    void greyBecomesThreeEqualChannels() throws Exception {
        BufferedImage grey = new BufferedImage(40, 30, BufferedImage.TYPE_BYTE_GRAY);
        grey.getRaster().setSamples(0, 0, 40, 30, 0, new int[1200]);
        grey.getRaster().setSample(20, 15, 0, 0);
        for (int x = 20; x < 40; x++) {
            for (int y = 0; y < 30; y++) {
                grey.getRaster().setSample(x, y, 0, 180);
            }
        }
        Picture picture = decoder.decode(Slides.jpeg(grey, 0.95f));
        assertPixel(picture, 2, 2, 0, 0, 0);
        assertPixel(picture, 36, 20, 180, 180, 180);
    }

    @Test
    void usesItsMemoryAgain() throws Exception {
        byte[] wide = good();
        byte[] high = Slides.jpeg(Slides.blank(180, 320, Color.BLUE));
        byte[] first = decoder.decode(wide).bgr();
        byte[] second = decoder.decode(high).bgr();
        assertThat(decoder.decode(wide).bgr()).isSameAs(first);
        assertThat(decoder.decode(high).bgr()).isSameAs(second).isNotSameAs(first);
    }

    @Test
    void refusesNothingAtAll() {
        assertRefused(new byte[0], "zero bytes");
    }

    @Test
    void refusesWhatIsNoJpeg() {
        assertRefused(
                "GIF89a, or so it says".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                "not a JPEG");
        assertRefused(new byte[] {(byte) 0xFF}, "not a JPEG");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.01, 0.05, 0.2, 0.5, 0.9, 0.999})
    void refusesATruncatedJpeg(double share) {
        byte[] good = good();
        int length = Math.max(2, (int) (good.length * share));
        assertRefused(Arrays.copyOf(good, length), "truncated");
    }

    @Test
    void refusesAHugeHeaderOnAStubWithoutMakingRoomForIt() {
        byte[] stub = good();
        int header = frameHeader(stub);
        stub[header + 5] = (byte) (11_175 >> 8);
        stub[header + 6] = (byte) 11_175;
        stub[header + 7] = (byte) (18_375 >> 8);
        stub[header + 8] = (byte) 18_375;
        assertRefused(stub, "18375x11175 pixels, more than");
        assertThatThrownBy(() -> new FrameDecoder(FrameLimits.of(65_535)).decode(stub))
                .hasMessageContaining("50000000 in all");
    }

    private static int frameHeader(byte[] jpeg) {
        for (int i = 2; ; i++) {
            if ((jpeg[i] & 0xFF) == 0xFF && (jpeg[i + 1] & 0xFF) == 0xC0) {
                return i;
            }
        }
    }

    @Test
    void refusesOnePixelAndEightThousand() {
        assertRefused(Slides.jpeg(Slides.blank(1, 1, Color.RED)), "1x1 pixels, fewer");
        byte[] stub = good();
        int header = frameHeader(stub);
        stub[header + 7] = (byte) (7_680 >> 8);
        stub[header + 8] = 0;
        assertRefused(stub, "7680x180 pixels, more than 4096");
    }

    @Test
    void decodesEightThousandWhereItIsAllowed() throws Exception {
        BufferedImage wide = new BufferedImage(7_680, 4_320, BufferedImage.TYPE_BYTE_GRAY);
        try (FrameDecoder large = new FrameDecoder(FrameLimits.of(8_192))) {
            Picture picture = large.decode(Slides.jpeg(wide));
            assertThat(picture.width()).isEqualTo(7_680);
            assertThat(picture.height()).isEqualTo(4_320);
        }
    }

    @Test
    void refusesCmyk() throws Exception {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (var stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(
                    null,
                    new IIOImage(
                            Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 64, 64, 4, null),
                            null,
                            null),
                    null);
        }
        writer.dispose();
        assertRefused(out.toByteArray(), "4 components of 8 bits");
    }

    @Test
    void refusesAPictureOfVeryManyScans() {
        byte[] good = good();
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        many.write(good, 0, good.length - 2);
        byte[] scan = {(byte) 0xFF, (byte) 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 1, 2, 3};
        for (int i = 0; i < 65; i++) {
            many.writeBytes(scan);
        }
        many.write(0xFF);
        many.write(0xD9);
        assertRefused(many.toByteArray(), "more than 64 scans");
    }

    @Test
    void damageInsideNeverEscapesInAnotherForm() {
        byte[] good = good();
        java.util.Random random = new java.util.Random(7);
        int refused = 0;
        for (int i = 0; i < 400; i++) {
            byte[] damaged = good.clone();
            for (int flips = 0; flips < 3; flips++) {
                damaged[2 + random.nextInt(good.length - 4)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                decoder.decode(damaged);
            } catch (InvalidFrameException e) {
                refused++;
                assertThat(e).hasMessageStartingWith("The frame ");
            }
        }
        assertThat(refused).isPositive();
    }

    private void assertRefused(byte[] bytes, String reason) {
        assertThatThrownBy(() -> decoder.decode(bytes))
                .isInstanceOf(InvalidFrameException.class)
                .hasMessageStartingWith("The frame ")
                .hasMessageContaining(reason)
                .hasMessageEndingWith(".");
        // Nothing else has happened: the next frame is decoded as if this one had not been.
        assertThat(assertDecodes().width()).isEqualTo(320);
    }

    private Picture assertDecodes() {
        try {
            return decoder.decode(good());
        } catch (InvalidFrameException e) {
            throw new AssertionError(e);
        }
    }
}
