package dev.lockstep.load.evaluate.manifest;

/**
 * An object that a person marked, as COCO writes it. Immutable.
 *
 * @param label one of the 80 classes of COCO
 * @param x left edge, pixels
 * @param y top edge, pixels
 * @param width pixels, above 0
 * @param height pixels, above 0
 */
public record LabelledBox(String label, double x, double y, double width, double height) {
    public LabelledBox {
        if (!(width > 0 && height > 0)) {
            throw new IllegalArgumentException(
                    "a box is wider and higher than 0, not " + width + " by " + height);
        }
    }
}
