package dev.lockstep.inference.vision;

/**
 * A box in a frame, as fractions of its width and height, 0..1, origin top left.
 *
 * @param x left edge
 * @param y top edge
 * @param width width
 * @param height height
 */
public record Box(float x, float y, float width, float height) {
    /** The part of a box of pixels that lies within a frame. */
    public static Box ofPixels(
            double left, double top, double right, double bottom, int frameWidth, int frameHeight) {
        float x = share(left, frameWidth);
        float y = share(top, frameHeight);
        return new Box(x, y, share(right, frameWidth) - x, share(bottom, frameHeight) - y);
    }

    private static float share(double pixels, int size) {
        return (float) Math.min(Math.max(pixels / size, 0), 1);
    }

    /** Intersection over union, 0..1. */
    public float overlap(Box other) {
        float w = Math.min(x + width, other.x + other.width) - Math.max(x, other.x);
        float h = Math.min(y + height, other.y + other.height) - Math.max(y, other.y);
        if (w <= 0 || h <= 0) {
            return 0;
        }
        float common = w * h;
        return common / (width * height + other.width * other.height - common);
    }
}
