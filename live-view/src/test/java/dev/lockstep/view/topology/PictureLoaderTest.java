package dev.lockstep.view.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.view.testing.Records;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PictureLoaderTest {
    private static final int WIDTH = 4096;
    private static final int HEIGHT = 2304;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void aPictureThatTheStoreCannotTakeIsCountedAndNotShown() throws IOException {
        byte[] noise = noise();
        assertThat(noise.length).isGreaterThan(ViewStores.MAX_MESSAGE_BYTES);

        assertThat(loader(WIDTH).load(Records.frame("talk", 0, 0, noise), false)).isNull();
        assertThat(meters.counter("lockstep.view.pictures", "outcome", "broken").count())
                .isEqualTo(1);
        assertThat(loader(640).load(Records.frame("talk", 0, 0, noise), false)).isNotNull();
    }

    private PictureLoader loader(int width) {
        return new PictureLoader(null, width, new ViewMetrics(meters));
    }

    /** Nothing is larger as a JPEG. */
    private static byte[] noise() throws IOException {
        Random random = new Random(1);
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, WIDTH, HEIGHT, random.ints((long) WIDTH * HEIGHT).toArray(), 0, WIDTH);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", out);
        return out.toByteArray();
    }
}
