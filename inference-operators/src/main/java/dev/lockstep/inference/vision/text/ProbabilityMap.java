package dev.lockstep.inference.vision.text;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns DB's map, for each pixel the probability that it belongs to the kernel of a text, into
 * rectangles: connected pixels above a threshold (8 neighbours), the least rectangle round them,
 * its mean probability, grown to the whole text. Not thread-safe: memory is used again.
 */
final class ProbabilityMap {
    private static final float PIXEL_THRESHOLD = 0.3f;

    /**
     * PP-OCR itself grows by 1.5. On drawn slides the recogniser then lost spaces: 2.0 against 1.8
     * made 1.15 % of the characters wrong instead of 1.40 %, and 1.5 left whole lines illegible.
     */
    private static final double UNCLIP_RATIO = 2.0;

    private static final double LEAST_SIDE = 3;
    private static final double LEAST_GROWN_SIDE = 5;

    /** A bound on what noise may cost. */
    private static final int MOST_COMPONENTS = 1000;

    private final double leastScore;
    private final ConvexHull hull = new ConvexHull();
    private float[] map = {};
    private boolean[] open = {};
    private int[] stack = {};
    private int[] first = {};
    private int[] last = {};
    private int top;
    private int bottom;

    /**
     * @param leastScore rectangles of a lower mean probability are no text
     */
    ProbabilityMap(double leastScore) {
        this.leastScore = leastScore;
    }

    /** The rectangles round texts, in the map's pixels. */
    List<MinimalRectangle> texts(FloatBuffer probabilities, int width, int height) {
        prepare(probabilities, width, height);
        List<MinimalRectangle> texts = new ArrayList<>();
        int components = 0;
        for (int i = 0; i < width * height && components < MOST_COMPONENTS; i++) {
            if (!open[i]) {
                continue;
            }
            components++;
            fill(i, width, height);
            hull.ofRows(first, last, top, bottom);
            MinimalRectangle kernel = MinimalRectangle.round(hull);
            if (kernel.shortSide() < LEAST_SIDE || mean(kernel, width, height) < leastScore) {
                continue;
            }
            MinimalRectangle text = kernel.unclipped(UNCLIP_RATIO);
            if (text.shortSide() >= LEAST_GROWN_SIDE) {
                texts.add(text);
            }
        }
        return texts;
    }

    private void prepare(FloatBuffer probabilities, int width, int height) {
        int size = width * height;
        if (map.length < size) {
            map = new float[size];
            open = new boolean[size];
            stack = new int[size];
        }
        if (first.length < height) {
            first = new int[height];
            last = new int[height];
        }
        probabilities.get(0, map, 0, size);
        for (int i = 0; i < size; i++) {
            open[i] = map[i] > PIXEL_THRESHOLD;
        }
    }

    /** Takes the pixels connected with one out of the map and notes each row's outermost. */
    private void fill(int seed, int width, int height) {
        top = seed / width;
        bottom = top - 1;
        int depth = 0;
        stack[depth++] = seed;
        open[seed] = false;
        while (depth > 0) {
            int at = stack[--depth];
            int y = at / width;
            int x = at - y * width;
            // The seed is the topmost pixel, and rows are reached one after the other.
            if (y > bottom) {
                bottom = y;
                first[y] = x;
                last[y] = x;
            }
            first[y] = Math.min(first[y], x);
            last[y] = Math.max(last[y], x);
            for (int ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
                for (int nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
                    int neighbour = ny * width + nx;
                    if (open[neighbour]) {
                        open[neighbour] = false;
                        stack[depth++] = neighbour;
                    }
                }
            }
        }
    }

    private double mean(MinimalRectangle rectangle, int width, int height) {
        double sum = 0;
        long pixels = 0;
        double reach = rectangle.halfAcross() + rectangle.halfDown();
        int from = (int) Math.max(0, Math.floor(rectangle.centreY() - reach));
        int to = (int) Math.min(height - 1, Math.ceil(rectangle.centreY() + reach));
        for (int y = from; y <= to; y++) {
            double[] span = rectangle.columns(y);
            int left = (int) Math.max(0, Math.ceil(span[0] - 1e-6));
            int right = (int) Math.min(width - 1, Math.floor(span[1] + 1e-6));
            for (int x = left; x <= right; x++) {
                sum += map[y * width + x];
                pixels++;
            }
        }
        return pixels == 0 ? 0 : sum / pixels;
    }
}
