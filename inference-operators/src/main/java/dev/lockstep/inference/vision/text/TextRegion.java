package dev.lockstep.inference.vision.text;

import dev.lockstep.inference.vision.Box;
import dev.lockstep.inference.vision.frame.Picture;

/**
 * Where a line of text stands: a parallelogram, given by three corners as one who reads the text
 * sees them, in pixels.
 *
 * @param left x of the top left corner
 * @param top y of the top left corner
 * @param acrossX from there to the top right corner
 * @param acrossY from there to the top right corner
 * @param downX from there to the bottom left corner
 * @param downY from there to the bottom left corner
 */
record TextRegion(
        double left, double top, double acrossX, double acrossY, double downX, double downY) {
    /** Lines that are so many times higher than wide are written upwards or downwards. */
    private static final double STANDING = 1.5;

    double width() {
        return Math.hypot(acrossX, acrossY);
    }

    double height() {
        return Math.hypot(downX, downY);
    }

    /** Text that stands on its side is turned by a quarter, counter-clockwise. */
    TextRegion laidDown() {
        if (height() < width() * STANDING) {
            return this;
        }
        return new TextRegion(left + acrossX, top + acrossY, downX, downY, -acrossX, -acrossY);
    }

    /** The same region read upside down. */
    TextRegion turned() {
        return new TextRegion(
                left + acrossX + downX, top + acrossY + downY, -acrossX, -acrossY, -downX, -downY);
    }

    /** What of it is not longer than so many of its heights. */
    TextRegion beginning(double heights) {
        double share = Math.min(1, heights * height() / Math.max(1e-3, width()));
        return new TextRegion(left, top, acrossX * share, acrossY * share, downX, downY);
    }

    /** The upright box round it. */
    Box box(Picture picture) {
        double x0 = left + Math.min(0, acrossX) + Math.min(0, downX);
        double x1 = left + Math.max(0, acrossX) + Math.max(0, downX);
        double y0 = top + Math.min(0, acrossY) + Math.min(0, downY);
        double y1 = top + Math.max(0, acrossY) + Math.max(0, downY);
        return Box.ofPixels(x0, y0, x1, y1, picture.width(), picture.height());
    }
}
