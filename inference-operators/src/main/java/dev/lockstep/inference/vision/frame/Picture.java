package dev.lockstep.inference.vision.frame;

/**
 * A decoded picture. One that a {@link FrameDecoder} made is valid until its next call: the array
 * is used again.
 *
 * @param width pixels
 * @param height pixels
 * @param bgr blue, green and red of each pixel, row by row
 */
public record Picture(int width, int height, byte[] bgr) {
    /** Bytes of a pixel. */
    public static final int CHANNELS = 3;

    /** Checks the length of the array. */
    public Picture {
        if (width < 1 || height < 1 || bgr.length != (long) width * height * CHANNELS) {
            throw new IllegalArgumentException(
                    width + "x" + height + " pixels do not fit " + bgr.length + " bytes");
        }
    }
}
