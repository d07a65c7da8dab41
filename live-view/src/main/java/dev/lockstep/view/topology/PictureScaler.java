package dev.lockstep.view.topology;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;

/** Makes pictures small, and unrecognisable where that is called for. Stateless. */
final class PictureScaler {
    private static final long MAX_PIXELS = 50_000_000L;
    private static final float QUALITY = 0.8f;

    /** Enough to see that there is a picture, too few to see what is on it. */
    private static final int BLURRED_WIDTH = 12;

    private PictureScaler() {}

    /** A picture and the size that it had. */
    @SuppressWarnings("ArrayRecordComponent") // A picture is handed over as it is.
    record Scaled(byte[] jpeg, int width, int height) {}

    /**
     * The picture as a JPEG of at most so many pixels in width.
     *
     * @throws IOException when the bytes are no picture that can be read
     */
    static Scaled scale(byte[] encoded, int maxWidth, boolean blurred) throws IOException {
        try (ImageInputStream in =
                ImageIO.createImageInputStream(new ByteArrayInputStream(encoded))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException("it is of no format that is known");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                return scale(reader, maxWidth, blurred);
            } finally {
                reader.dispose();
            }
        } catch (RuntimeException e) {
            // Readers of pictures throw all sorts of exceptions at damaged ones.
            throw new IOException(e.toString(), e);
        }
    }

    private static Scaled scale(ImageReader reader, int maxWidth, boolean blurred)
            throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if ((long) width * height > MAX_PIXELS) {
            throw new IOException("it has " + width + " x " + height + " pixels, too many");
        }
        ImageReadParam param = reader.getDefaultReadParam();
        int step = Math.max(1, width / (2 * maxWidth));
        param.setSourceSubsampling(step, step, 0, 0);
        BufferedImage picture = reader.read(0, param);
        int toWidth = Math.min(maxWidth, width);
        int toHeight = Math.max(1, Math.round((float) height * toWidth / width));
        if (blurred) {
            int few = Math.max(1, Math.round((float) BLURRED_WIDTH * height / width));
            picture =
                    resize(resize(picture, Math.min(BLURRED_WIDTH, width), few), toWidth, toHeight);
        } else {
            picture = resize(picture, toWidth, toHeight);
        }
        return new Scaled(jpeg(picture), width, height);
    }

    /** By halves, so that each step averages all pixels that it replaces. */
    private static BufferedImage resize(BufferedImage picture, int width, int height) {
        BufferedImage from = picture;
        while (from.getWidth() > 2 * width && from.getHeight() > 2 * height) {
            from = draw(from, from.getWidth() / 2, from.getHeight() / 2);
        }
        return draw(from, width, height);
    }

    private static BufferedImage draw(BufferedImage from, int width, int height) {
        BufferedImage to = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = to.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(from, 0, 0, width, height, null);
        graphics.dispose();
        return to;
    }

    private static byte[] jpeg(BufferedImage picture) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream(64 * 1024);
        try (ImageOutputStream target = ImageIO.createImageOutputStream(out)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(QUALITY);
            writer.setOutput(target);
            writer.write(null, new IIOImage(picture, null, null), param);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}
