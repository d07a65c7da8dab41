package dev.lockstep.inference.vision.frame;

import java.util.Arrays;

/**
 * The mean brightness of each cell of a picture, about 90 cells a column: fine enough for one
 * changed letter to show, coarse enough for an encoder's noise to vanish. About 30 kB. Not
 * thread-safe; a sketch is drawn anew in place.
 */
public final class FrameSketch {
    private static final int ROWS = 90;

    /** Of brightness, black to white: 8 bits, and 8 more for the fractions of a mean. */
    private static final int RANGE = 255 << 8;

    private int width;
    private int height;
    private char[] means = {};
    private long[] sums = {};

    /** Whether it was drawn yet. */
    public boolean isEmpty() {
        return width == 0;
    }

    /** Draws the picture. */
    public void draw(Picture picture) {
        width = picture.width();
        height = picture.height();
        int side = (height + ROWS - 1) / ROWS;
        int columns = (width + side - 1) / side;
        int rows = (height + side - 1) / side;
        if (means.length != columns * rows) {
            means = new char[columns * rows];
        }
        if (sums.length < columns) {
            sums = new long[columns];
        }
        for (int row = 0; row < rows; row++) {
            int first = row * side;
            int last = Math.min(first + side, height);
            Arrays.fill(sums, 0);
            for (int y = first; y < last; y++) {
                addRow(picture.bgr(), y, side);
            }
            for (int column = 0; column < columns; column++) {
                int across = Math.min(side, width - column * side);
                means[row * columns + column] =
                        (char) (sums[column] / ((long) across * (last - first)));
            }
        }
    }

    private void addRow(byte[] bgr, int y, int side) {
        int at = y * width * Picture.CHANNELS;
        int columns = (width + side - 1) / side;
        for (int column = 0; column < columns; column++) {
            int across = Math.min(side, width - column * side);
            int sum = 0;
            for (int x = 0; x < across; x++) {
                // Luma in 256 shares.
                sum +=
                        (bgr[at] & 0xFF) * 29
                                + (bgr[at + 1] & 0xFF) * 150
                                + (bgr[at + 2] & 0xFF) * 77;
                at += Picture.CHANNELS;
            }
            sums[column] += sum;
        }
    }

    /** Makes this the same as another. */
    public void copyOf(FrameSketch other) {
        width = other.width;
        height = other.height;
        if (means.length != other.means.length) {
            means = new char[other.means.length];
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
        return greatest / (double) RANGE;
    }

    /**
     * The share of cells whose brightness differs by at least a share of the range, 0..1; 1 for
     * pictures of different sizes.
     */
    public double changedShare(FrameSketch other, double least) {
        if (width != other.width || height != other.height) {
            return 1;
        }
        int changed = 0;
        for (int i = 0; i < means.length; i++) {
            if (Math.abs(means[i] - other.means[i]) >= least * RANGE) {
                changed++;
            }
        }
        return changed / (double) means.length;
    }
}
