package dev.lockstep.inference.vision.frame;

/**
 * Resizes pictures as the Pillow library (13.0) does, to the bit: each sample is the weighted mean
 * of all that it covers, first along rows, then along columns, with 8 bits between; the other way
 * round where rows grow and columns shrink. Models whose training or reference code resizes with
 * Pillow see the same samples. Not thread-safe: memory is used again.
 */
public final class PictureResampler {
    /** Fixed point of the weights, as in Pillow's {@code Resample.c}. */
    private static final int PRECISION_BITS = 32 - 8 - 2;

    private static final int HALF = 1 << (PRECISION_BITS - 1);

    private byte[] between = {};
    private byte[] output = {};

    /** Which samples make up each of an axis, and their weights. */
    private record Axis(int[] first, int[] count, int[] weights, int stride) {
        static Axis of(int from, int to, ResampleFilter filter) {
            double scale = from / (double) to;
            double widening = Math.max(scale, 1);
            double support = filter.support() * widening;
            double narrowing = 1 / widening;
            int stride = (int) Math.ceil(support) * 2 + 1;
            Axis axis = new Axis(new int[to], new int[to], new int[to * stride], stride);
            double[] exact = new double[stride];
            for (int i = 0; i < to; i++) {
                double centre = (i + 0.5) * scale;
                int first = Math.max((int) (centre - support + 0.5), 0);
                int count = Math.min((int) (centre + support + 0.5), from) - first;
                double sum = 0;
                for (int j = 0; j < count; j++) {
                    exact[j] = filter.weight(Math.abs((j + first - centre + 0.5) * narrowing));
                    sum += exact[j];
                }
                for (int j = 0; j < count; j++) {
                    double weight = exact[j] / sum * (1 << PRECISION_BITS);
                    axis.weights[i * stride + j] = (int) (weight + (weight < 0 ? -0.5 : 0.5));
                }
                axis.first[i] = first;
                axis.count[i] = count;
            }
            return axis;
        }
    }

    /**
     * The whole picture in another size, valid until the next call.
     *
     * @param width pixels, at least 1
     * @param height pixels, at least 1
     */
    public Picture resize(Picture picture, int width, int height, ResampleFilter filter) {
        if (width > picture.width() && height < picture.height()) {
            between = sized(between, picture.width(), height);
            output = sized(output, width, height);
            down(picture.bgr(), picture.width(), picture.height(), height, between, filter);
            across(between, picture.width(), width, height, output, filter);
        } else {
            between = sized(between, width, picture.height());
            output = sized(output, width, height);
            across(picture.bgr(), picture.width(), width, picture.height(), between, filter);
            down(between, width, picture.height(), height, output, filter);
        }
        return new Picture(width, height, output);
    }

    private static void across(
            byte[] in, int from, int to, int rows, byte[] out, ResampleFilter filter) {
        Axis axis = Axis.of(from, to, filter);
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < to; x++) {
                mix(
                        in,
                        (y * from + axis.first[x]) * Picture.CHANNELS,
                        Picture.CHANNELS,
                        axis,
                        x,
                        out,
                        (y * to + x) * Picture.CHANNELS);
            }
        }
    }

    private static void down(
            byte[] in, int columns, int from, int to, byte[] out, ResampleFilter filter) {
        Axis axis = Axis.of(from, to, filter);
        int stride = columns * Picture.CHANNELS;
        for (int y = 0; y < to; y++) {
            for (int x = 0; x < columns; x++) {
                int column = x * Picture.CHANNELS;
                mix(in, axis.first[y] * stride + column, stride, axis, y, out, y * stride + column);
            }
        }
    }

    private static byte[] sized(byte[] kept, int width, int height) {
        int length = Math.multiplyExact(Math.multiplyExact(width, height), Picture.CHANNELS);
        return kept.length == length ? kept : new byte[length];
    }

    /** One pixel: blue, green and red lie side by side. */
    private static void mix(
            byte[] in, int from, int step, Axis axis, int index, byte[] out, int to) {
        int blue = HALF;
        int green = HALF;
        int red = HALF;
        int at = from;
        int weights = index * axis.stride;
        for (int j = 0; j < axis.count[index]; j++) {
            int weight = axis.weights[weights + j];
            blue += (in[at] & 0xFF) * weight;
            green += (in[at + 1] & 0xFF) * weight;
            red += (in[at + 2] & 0xFF) * weight;
            at += step;
        }
        out[to] = clip(blue);
        out[to + 1] = clip(green);
        out[to + 2] = clip(red);
    }

    private static byte clip(int sum) {
        return (byte) Math.min(Math.max(sum >> PRECISION_BITS, 0), 255);
    }
}
