package dev.lockstep.align.window;

import java.io.Serializable;

/**
 * Sliding windows of a stream: window k covers {@code [origin + k·slide, origin + k·slide +
 * width)}, k from 0. Immutable.
 *
 * @param widthUs width, µs
 * @param slideUs from the start of one to the start of the next, µs
 */
public record WindowGrid(long widthUs, long slideUs) implements Serializable {
    public WindowGrid {
        if (slideUs <= 0 || widthUs < slideUs) {
            throw new IllegalArgumentException(
                    "A window must be at least as wide as its slide, and the slide above 0.");
        }
    }

    /** Start of a window, µs from the origin. */
    public long startUs(long index) {
        return index * slideUs;
    }

    /** End of a window, exclusive, µs from the origin. */
    public long endUs(long index) {
        return index * slideUs + widthUs;
    }

    /** The first window that covers a time, µs from the origin; may be below 0. */
    public long first(long timeUs) {
        return Math.floorDiv(timeUs - widthUs, slideUs) + 1;
    }

    /** The last window that covers a time, µs from the origin; may be below 0. */
    public long last(long timeUs) {
        return Math.floorDiv(timeUs, slideUs);
    }
}
