package dev.lockstep.inference.vision.text;

import dev.lockstep.inference.vision.frame.Picture;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Straightens a region of a picture into rows and columns, bilinear. Where it shrinks to less than
 * half, several samples are averaged, so that thin strokes do not break. Not thread-safe.
 */
final class RegionSampler {
    private static final int MOST_SAMPLES = 4;
    private static final float HALF_RANGE = 127.5f;

    private final float[] sum = new float[Picture.CHANNELS];
    private float[] rows = {};

    /**
     * Writes the region into the left of three planes as −1..1, and 0 to the right of it.
     *
     * @param columns how many columns of the planes the region takes
     */
    void planes(
            Picture picture,
            TextRegion region,
            int columns,
            FloatBuffer planes,
            int planeWidth,
            int planeHeight) {
        if (rows.length < planeWidth * Picture.CHANNELS) {
            rows = new float[planeWidth * Picture.CHANNELS];
        }
        Grid grid = new Grid(region, columns, planeHeight);
        for (int y = 0; y < planeHeight; y++) {
            for (int c = 0; c < Picture.CHANNELS; c++) {
                Arrays.fill(rows, c * planeWidth + columns, (c + 1) * planeWidth, 0);
            }
            for (int x = 0; x < columns; x++) {
                sample(picture, grid, x, y);
                for (int c = 0; c < Picture.CHANNELS; c++) {
                    rows[c * planeWidth + x] = sum[c] / HALF_RANGE - 1;
                }
            }
            for (int c = 0; c < Picture.CHANNELS; c++) {
                planes.put((c * planeHeight + y) * planeWidth, rows, c * planeWidth, planeWidth);
            }
        }
    }

    /** The brightness of the region, row by row. */
    byte[] brightness(Picture picture, TextRegion region, int columns, int height) {
        byte[] values = new byte[columns * height];
        Grid grid = new Grid(region, columns, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < columns; x++) {
                sample(picture, grid, x, y);
                values[y * columns + x] =
                        (byte) Math.round(sum[0] * 0.114f + sum[1] * 0.587f + sum[2] * 0.299f);
            }
        }
        return values;
    }

    /** Where the samples of a cell lie. */
    private record Grid(TextRegion region, int columns, int rows, int samplesX, int samplesY) {
        Grid(TextRegion region, int columns, int rows) {
            this(
                    region,
                    columns,
                    rows,
                    samples(region.width() / columns),
                    samples(region.height() / rows));
        }

        private static int samples(double pixelsPerCell) {
            return (int) Math.max(1, Math.min(MOST_SAMPLES, Math.round(pixelsPerCell)));
        }
    }

    private void sample(Picture picture, Grid grid, int column, int row) {
        TextRegion region = grid.region();
        Arrays.fill(sum, 0);
        int samples = grid.samplesX() * grid.samplesY();
        for (int i = 0; i < grid.samplesY(); i++) {
            double v = (row + (i + 0.5) / grid.samplesY()) / grid.rows();
            for (int j = 0; j < grid.samplesX(); j++) {
                double u = (column + (j + 0.5) / grid.samplesX()) / grid.columns();
                add(
                        picture,
                        region.left() + u * region.acrossX() + v * region.downX() - 0.5,
                        region.top() + u * region.acrossY() + v * region.downY() - 0.5);
            }
        }
        for (int c = 0; c < Picture.CHANNELS; c++) {
            sum[c] /= samples;
        }
    }

    private void add(Picture picture, double atX, double atY) {
        double x = Math.max(0, Math.min(atX, picture.width() - 1));
        double y = Math.max(0, Math.min(atY, picture.height() - 1));
        int x0 = (int) x;
        int y0 = (int) y;
        float right = (float) (x - x0);
        float down = (float) (y - y0);
        int stepX = x0 + 1 < picture.width() ? Picture.CHANNELS : 0;
        int stepY = y0 + 1 < picture.height() ? picture.width() * Picture.CHANNELS : 0;
        byte[] bgr = picture.bgr();
        int at = (y0 * picture.width() + x0) * Picture.CHANNELS;
        for (int c = 0; c < Picture.CHANNELS; c++, at++) {
            float top = mix(bgr, at, at + stepX, right);
            float bottom = mix(bgr, at + stepY, at + stepY + stepX, right);
            sum[c] += top + (bottom - top) * down;
        }
    }

    private static float mix(byte[] bgr, int a, int b, float share) {
        int first = bgr[a] & 0xFF;
        return first + ((bgr[b] & 0xFF) - first) * share;
    }
}
