package dev.lockstep.load.workload;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import javax.imageio.ImageIO;

/** Draws pictures of coloured boxes, each different, as JPEG. Stateless. */
final class PictureMaker {
    private static final int BOXES = 24;
    private static final int COLOURS = 1 << 24;

    private PictureMaker() {}

    /**
     * Pictures of a size.
     *
     * @param count how many
     * @param random what they look like
     */
    static List<byte[]> jpegs(int width, int height, int count, SplittableRandom random) {
        List<byte[]> pictures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
            Graphics2D graphics = image.createGraphics();
            for (int box = 0; box < BOXES; box++) {
                graphics.setColor(new Color(random.nextInt(COLOURS)));
                int x = random.nextInt(width);
                int y = random.nextInt(height);
                graphics.fillRect(x, y, 1 + random.nextInt(width), 1 + random.nextInt(height));
            }
            graphics.dispose();
            pictures.add(jpeg(image));
        }
        return pictures;
    }

    private static byte[] jpeg(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpeg", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
