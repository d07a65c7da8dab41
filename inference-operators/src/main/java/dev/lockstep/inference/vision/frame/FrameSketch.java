package dev.lockstep.inference.vision.frame;

import java.util.Arrays;

/**
 * The mean brightness of each cell of a picture, about 90 cells a column: fine enough for one
 * changed letter to show, coarse enough for an encoder's noise to vanish. Not thread-safe; a sketch
 * is drawn anew in place.
 */
public final class FrameSketch {
    private static final int ROWS = 90;
    private static final int RANGE = 255;

    private int width;
    private int height;
    private int columns;
    private int[] means = {};

    /** Whether it was drawn yet. */
    public boolean isEmpty() {
        return width == 0;
    }

    /** Draws the picture. */
    public void draw(Picture picture) {
        width = picture.width();
        height = picture.height();
        int side = Math.max(1, (height + ROWS - 1) / ROWS);
        columns = (width + side - 1) / side;
        int cells = columns * ((height + side - 1) / side);
        if (means.length != cells) {
            means = new int[cells];
        } else {
            Arrays.fill(means, 0);
        }
        byte[] bgr = picture.bgr();
        int at = 0;
        for (int y = 0; y < height; y++) {
            int row = y / side * columns;
            for (int column = 0; column < columns; column++) {
                int end = Math.min((column + 1) * side, width) - column * side;
                int sum = 0;
                for (int i = 0; i < end; i++) {
                    sum +=
                            (bgr[at] & 0xFF) * 29
                                    + (bgr[at + 1] & 0xFF) * 150
                                    + (bgr[at + 2] & 0xFF) * 77;
                    at += Picture.CHANNELS;
                }
                means[row + column] += sum >> 4;
            }
        }
        for (int i = 0; i < cells; i++) {
            int w = Math.min(side, width - i % columns * side);
            int h = Math.min(side, height - i / columns * side);
            // 256 shares of luma, of which 16 were shifted away above.
            means[i] = (int) ((long) means[i] * 16 / (w * h));
        }
    }

    /** Makes this the same as another. */
    public void copyOf(FrameSketch other) {
        width = other.width;
        height = other.height;
        columns = other.columns;
        if (means.length != other.means.length) {
            means = new int[other.means.length];
        }
        System.arraycopy(other.means, 0, means, 0, means.length);
    }

    /**
     * The greatest difference of a cell, as a share of the range from black to white, 0..1; 1 for
     * pictures of different sizes.
     */
    public double difference(FrameSketch other) {
        if (width != other.width || height != other.height) {
            return 1;
        }
        int greatest = 0;
        for (int i = 0; i < means.length; i++) {
            greatest = Math.max(greatest, Math.abs(means[i] - other.means[i]));
        }
        return greatest / (double) (RANGE * 256);
    }
}
