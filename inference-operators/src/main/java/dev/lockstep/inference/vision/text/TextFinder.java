package dev.lockstep.inference.vision.text;

import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.vision.frame.Picture;
import dev.lockstep.inference.vision.frame.PictureScaler;
import dev.lockstep.inference.vision.frame.PictureScaler.Normalisation;
import dev.lockstep.inference.vision.model.PictureModel;
import java.util.List;

/**
 * Finds lines of text with a DB network, as PP-OCR trains it: in BGR by ImageNet's mean and
 * deviation, sides a multiple of 32; out a map [1, 1, height, width]. Not thread-safe.
 */
final class TextFinder implements AutoCloseable {
    private static final int MULTIPLE = 32;

    /** As the model was trained: ImageNet's values of red, green, blue on blue, green, red. */
    private static final Normalisation NORMALISATION =
            Normalisation.of(
                    new float[] {0.485f, 0.456f, 0.406f}, new float[] {0.229f, 0.224f, 0.225f});

    private final PictureModel.Slot model;
    private final int longestSide;
    private final PictureScaler scaler = new PictureScaler();
    private final ProbabilityMap map;

    /**
     * @param model not closed by this
     * @param longestSide larger pictures are scaled down to it, pixels
     * @param leastScore of a region, 0..1
     */
    TextFinder(PictureModel model, int longestSide, double leastScore) {
        this.model = model.open();
        this.longestSide = longestSide;
        this.map = new ProbabilityMap(leastScore);
    }

    /**
     * The regions of a picture in no order.
     *
     * @throws ModelException if the model fails or is another one
     */
    List<TextRegion> find(Picture picture) {
        double ratio =
                Math.min(1, longestSide / (double) Math.max(picture.width(), picture.height()));
        int width = multiple(picture.width() * ratio);
        int height = multiple(picture.height() * ratio);
        scaler.scale(
                picture,
                width,
                height,
                model.input(height, width),
                width,
                height,
                NORMALISATION,
                0);
        PictureModel.Output output = model.run();
        if (output.shape().length != 4
                || output.fromLast(3) != 1
                || output.fromLast(2) != height
                || output.fromLast(1) != width) {
            throw new ModelException(
                    "The text detection model does not give a map of its input's size: choose"
                            + " another with vision.text.");
        }
        double scaleX = picture.width() / (double) width;
        double scaleY = picture.height() / (double) height;
        return map.texts(output.values(), width, height).stream()
                .map(rectangle -> rectangle.scaled(scaleX, scaleY))
                .toList();
    }

    private static int multiple(double side) {
        return Math.max(MULTIPLE, (int) Math.round(side / MULTIPLE) * MULTIPLE);
    }

    @Override
    public void close() {
        model.close();
    }
}
