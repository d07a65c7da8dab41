package dev.lockstep.inference.vision.frame;

/**
 * Resizes pictures as the Pillow library does, to the bit: each sample is the weighted mean of all
 * that it covers, first along rows, then along columns, with 8 bits between. Models whose training
 * or reference code resizes with Pillow see the same samples. Not thread-safe: memory is used
 * again.
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
            int stride = (int) Math.ceil(support) * 2 + 1;
            Axis axis = new Axis(new int[to], new int[to], new int[to * stride], stride);
            double[] exact = new double[stride];
            for (int i = 0; i < to; i++) {
                double centre = (i + 0.5) * scale;
                int first = Math.max((int) (centre - support + 0.5), 0);
                int count = Math.min((int) (centre + support + 0.5), from) - first;
                double sum = 0;
                for (int j = 0; j < count; j++) {
                    exact[j] = filter.weight(Math.abs((j + first - centre + 0.5) / widening));
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
        between = sized(between, width, picture.height());
        byte[] rows = between;
        Axis across = Axis.of(picture.width(), width, filter);
        for (int y = 0; y < picture.height(); y++) {
            int from = y * picture.width() * Picture.CHANNELS;
            for (int x = 0; x < width; x++) {
                mix(
                        picture.bgr(),
                        from + across.first[x] * Picture.CHANNELS,
                        Picture.CHANNELS,
                        across,
                        x,
                        rows,
                        (y * width + x) * Picture.CHANNELS);
            }
        }
        output = sized(output, width, height);
        Axis down = Axis.of(picture.height(), height, filter);
        int stride = width * Picture.CHANNELS;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                mix(
                        rows,
                        down.first[y] * stride + x * Picture.CHANNELS,
                        stride,
                        down,
                        y,
                        output,
                        y * stride + x * Picture.CHANNELS);
            }
        }
        return new Picture(width, height, output);
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
