package dev.lockstep.load.evaluate.robustness;

import dev.lockstep.load.evaluate.path.Jpegs;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;

/** Blurs pictures and compresses them too much. Stateless. */
public final class PictureDamage {
    private static final float KEPT_QUALITY = 0.95f;
    private static final int RADIUS_IN_SIGMAS = 3;

    private PictureDamage() {}

    /**
     * The picture out of focus: convolved with a Gaussian, borders repeated.
     *
     * @param sigma its standard deviation, pixels
     */
    public static byte[] blur(byte[] jpeg, double sigma) throws IOException {
        return Jpegs.encode(blur(Jpegs.decode(jpeg), sigma), KEPT_QUALITY);
    }

    /** The picture compressed again, with the platform's quality 0..1. */
    public static byte[] compress(byte[] jpeg, float quality) throws IOException {
        return Jpegs.encode(Jpegs.decode(jpeg), quality);
    }

    static BufferedImage blur(BufferedImage image, double sigma) {
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] from = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        BufferedImage blurred = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        byte[] to = ((DataBufferByte) blurred.getRaster().getDataBuffer()).getData();
        float[] kernel = kernel(sigma);
        float[] rows = new float[from.length];
        int radius = kernel.length / 2;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < 3; c++) {
                    float sum = 0;
                    for (int k = -radius; k <= radius; k++) {
                        int at = Math.min(width - 1, Math.max(0, x + k));
                        sum += kernel[k + radius] * (from[(y * width + at) * 3 + c] & 0xFF);
                    }
                    rows[(y * width + x) * 3 + c] = sum;
                }
            }
        }
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width * 3; x++) {
                float sum = 0;
                for (int k = -radius; k <= radius; k++) {
                    int at = Math.min(height - 1, Math.max(0, y + k));
                    sum += kernel[k + radius] * rows[at * width * 3 + x];
                }
                to[y * width * 3 + x] = (byte) Math.round(Math.min(255, Math.max(0, sum)));
            }
        }
        return blurred;
    }

    private static float[] kernel(double sigma) {
        int radius = Math.max(1, (int) Math.ceil(RADIUS_IN_SIGMAS * sigma));
        float[] kernel = new float[2 * radius + 1];
        double sum = 0;
        for (int i = -radius; i <= radius; i++) {
            kernel[i + radius] = (float) Math.exp(-i * i / (2 * sigma * sigma));
            sum += kernel[i + radius];
        }
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] /= (float) sum;
        }
        return kernel;
    }
}
