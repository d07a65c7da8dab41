package dev.lockstep.inference.vision.frame;

/**
 * Which pictures are decoded at all; checked from the header, before anything is allocated.
 *
 * @param leastSide least width and height, pixels
 * @param longestSide greatest width and height, pixels
 * @param mostPixels most pixels
 * @param mostScans most passes of a progressive picture, each of which costs a decode
 */
public record FrameLimits(int leastSide, int longestSide, long mostPixels, int mostScans) {
    /** Anything is too large above this, whatever the options say. */
    public static final long MOST_PIXELS = 50_000_000;

    private static final int LEAST_SIDE = 16;
    private static final int MOST_SCANS = 64;

    /** The limits with a greatest width and height of one's own. */
    public static FrameLimits of(int longestSide) {
        return new FrameLimits(LEAST_SIDE, longestSide, MOST_PIXELS, MOST_SCANS);
    }

    void check(int width, int height) throws InvalidFrameException {
        if (width < leastSide || height < leastSide) {
            throw new InvalidFrameException(
                    "The frame has "
                            + width
                            + "x"
                            + height
                            + " pixels, fewer than the "
                            + leastSide
                            + " a side that anything can be seen in.");
        }
        if (width > longestSide || height > longestSide || (long) width * height > mostPixels) {
            throw new InvalidFrameException(
                    "The frame has "
                            + width
                            + "x"
                            + height
                            + " pixels, more than "
                            + longestSide
                            + " a side or "
                            + mostPixels
                            + " in all; let the producer scale it down.");
        }
    }
}
