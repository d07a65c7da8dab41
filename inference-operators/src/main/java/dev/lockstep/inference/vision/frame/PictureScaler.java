package dev.lockstep.inference.vision.frame;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Writes a picture, scaled, into the planes of a model's input: all blue, then green, then red.
 * Bilinear, sample positions at pixel centres. Not thread-safe: scratch space is used again.
 */
public final class PictureScaler {
    private int[] left = {};
    private int[] right = {};
    private float[] share = {};
    private float[] row = {};

    /**
     * What becomes of a sample, by channel: {@code sample * scale + offset}.
     *
     * @param scale blue, green, red
     * @param offset blue, green, red
     */
    public record Normalisation(float[] scale, float[] offset) {
        /** The samples as they are, 0..255. */
        public static final Normalisation NONE =
                new Normalisation(new float[] {1, 1, 1}, new float[3]);

        /**
         * Of samples mapped to 0..1: {@code (sample - mean) / deviation}.
         *
         * @param mean blue, green, red
         * @param deviation blue, green, red
         */
        public static Normalisation of(float[] mean, float[] deviation) {
            float[] scale = new float[Picture.CHANNELS];
            float[] offset = new float[Picture.CHANNELS];
            for (int c = 0; c < Picture.CHANNELS; c++) {
                scale[c] = 1 / (255 * deviation[c]);
                offset[c] = -mean[c] / deviation[c];
            }
            return new Normalisation(scale, offset);
        }
    }

    /**
     * Scales the whole picture into the top left corner of the planes.
     *
     * @param width columns that it is scaled to
     * @param height rows that it is scaled to
     * @param planes three planes of planeHeight rows of planeWidth
     * @param fill what the rest of the planes holds
     */
    public void scale(
            Picture picture,
            int width,
            int height,
            FloatBuffer planes,
            int planeWidth,
            int planeHeight,
            Normalisation normalisation,
            float fill) {
        columns(picture.width(), width, planeWidth);
        Arrays.fill(row, width, planeWidth, fill);
        double step = picture.height() / (double) height;
        int stride = picture.width() * Picture.CHANNELS;
        byte[] bgr = picture.bgr();
        for (int y = 0; y < height; y++) {
            double at = Math.max(0, (y + 0.5) * step - 0.5);
            int upper = Math.min((int) at, picture.height() - 1);
            int lower = Math.min(upper + 1, picture.height() - 1);
            float down = (float) (at - upper);
            for (int c = 0; c < Picture.CHANNELS; c++) {
                float scale = normalisation.scale()[c];
                float offset = normalisation.offset()[c];
                int above = upper * stride + c;
                int below = lower * stride + c;
                for (int x = 0; x < width; x++) {
                    float top = mix(bgr, above + left[x], above + right[x], share[x]);
                    float bottom = mix(bgr, below + left[x], below + right[x], share[x]);
                    row[x] = (top + (bottom - top) * down) * scale + offset;
                }
                planes.put((c * planeHeight + y) * planeWidth, row, 0, planeWidth);
            }
        }
        Arrays.fill(row, 0, planeWidth, fill);
        for (int c = 0; c < Picture.CHANNELS; c++) {
            for (int y = height; y < planeHeight; y++) {
                planes.put((c * planeHeight + y) * planeWidth, row, 0, planeWidth);
            }
        }
    }

    private void columns(int from, int to, int planeWidth) {
        if (row.length < planeWidth) {
            left = new int[planeWidth];
            right = new int[planeWidth];
            share = new float[planeWidth];
            row = new float[planeWidth];
        }
        double step = from / (double) to;
        for (int x = 0; x < to; x++) {
            double at = Math.max(0, (x + 0.5) * step - 0.5);
            int first = Math.min((int) at, from - 1);
            left[x] = first * Picture.CHANNELS;
            right[x] = Math.min(first + 1, from - 1) * Picture.CHANNELS;
            share[x] = (float) (at - first);
        }
    }

    private static float mix(byte[] bgr, int a, int b, float share) {
        int first = bgr[a] & 0xFF;
        return first + ((bgr[b] & 0xFF) - first) * share;
    }
}
