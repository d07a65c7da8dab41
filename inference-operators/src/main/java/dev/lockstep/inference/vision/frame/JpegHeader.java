package dev.lockstep.inference.vision.frame;

/**
 * What a JPEG says of itself, read without decoding it: its markers are walked from the first to
 * the last, so a truncated one is known, which decoders fill up with grey.
 *
 * @param width pixels
 * @param height pixels
 * @param components 1 for grey, 3 for colour
 */
record JpegHeader(int width, int height, int components) {
    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int FRAME_HEADER_BYTES = 8;

    /**
     * Reads and checks it.
     *
     * @throws InvalidFrameException if it is no JPEG, a truncated one, or beyond the limits
     */
    static JpegHeader read(byte[] jpeg, FrameLimits limits) throws InvalidFrameException {
        if (jpeg.length == 0) {
            throw new InvalidFrameException("The frame holds no picture: it has zero bytes.");
        }
        if (jpeg.length < 2 || at(jpeg, 0) != 0xFF || at(jpeg, 1) != SOI) {
            throw new InvalidFrameException(
                    "The frame is not a JPEG: its " + jpeg.length + " bytes begin otherwise.");
        }
        return new Walk(jpeg, limits).header();
    }

    private static int at(byte[] jpeg, int index) {
        return jpeg[index] & 0xFF;
    }

    /** One walk over the markers. */
    private static final class Walk {
        private final byte[] jpeg;
        private final FrameLimits limits;
        private int position = 2;

        Walk(byte[] jpeg, FrameLimits limits) {
            this.jpeg = jpeg;
            this.limits = limits;
        }

        JpegHeader header() throws InvalidFrameException {
            JpegHeader found = null;
            int scans = 0;
            while (true) {
                int marker = nextMarker();
                if (marker == EOI) {
                    if (found == null || scans == 0) {
                        throw new InvalidFrameException(
                                "The frame is a JPEG without a picture in it.");
                    }
                    return found;
                }
                if (marker == 0x01 || marker >= 0xD0 && marker <= SOI) {
                    continue;
                }
                int length = segmentLength();
                if (isFrameHeader(marker)) {
                    found = frameHeader(length);
                } else if (marker == SOS && ++scans > limits.mostScans()) {
                    throw new InvalidFrameException(
                            "The frame is a JPEG of more than "
                                    + limits.mostScans()
                                    + " scans, which no camera makes.");
                }
                position += length;
            }
        }

        /** The next marker; the coded bytes of a scan, in which FF is followed by 0, are passed. */
        private int nextMarker() throws InvalidFrameException {
            while (position + 1 < jpeg.length) {
                int next = at(jpeg, position + 1);
                if (at(jpeg, position) == 0xFF && next != 0 && next != 0xFF) {
                    position += 2;
                    return next;
                }
                position++;
            }
            throw truncated();
        }

        private int segmentLength() throws InvalidFrameException {
            if (position + 1 >= jpeg.length) {
                throw truncated();
            }
            int length = at(jpeg, position) << 8 | at(jpeg, position + 1);
            if (length < 2) {
                throw new InvalidFrameException("The frame is a JPEG whose segments are damaged.");
            }
            return length;
        }

        private static boolean isFrameHeader(int marker) {
            return marker >= 0xC0
                    && marker <= 0xCF
                    && marker != 0xC4
                    && marker != 0xC8
                    && marker != 0xCC;
        }

        private JpegHeader frameHeader(int length) throws InvalidFrameException {
            if (length < FRAME_HEADER_BYTES) {
                throw new InvalidFrameException("The frame is a JPEG whose header is damaged.");
            }
            if (position + FRAME_HEADER_BYTES > jpeg.length) {
                throw truncated();
            }
            int bits = at(jpeg, position + 2);
            int height = at(jpeg, position + 3) << 8 | at(jpeg, position + 4);
            int width = at(jpeg, position + 5) << 8 | at(jpeg, position + 6);
            int components = at(jpeg, position + 7);
            limits.check(width, height);
            if (bits != 8 || components != 1 && components != 3) {
                throw new InvalidFrameException(
                        "The frame is a JPEG of "
                                + components
                                + " components of "
                                + bits
                                + " bits; grey and colour of 8 bits can be used, CMYK cannot.");
            }
            return new JpegHeader(width, height, components);
        }

        private InvalidFrameException truncated() {
            return new InvalidFrameException(
                    "The frame is a truncated JPEG: its "
                            + jpeg.length
                            + " bytes end before the picture does.");
        }
    }
}
