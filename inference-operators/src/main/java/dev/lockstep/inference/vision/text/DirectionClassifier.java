package dev.lockstep.inference.vision.text;

import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.vision.frame.Picture;
import dev.lockstep.inference.vision.model.PictureModel;

/**
 * Tells lines that stand upside down: in [1, 3, 48, 192], out the probabilities of 0° and 180°.
 * PP-OCR squeezes a long line into this width, and errs now and then; the beginning of the line,
 * undistorted, is told surely. Not thread-safe.
 */
final class DirectionClassifier implements AutoCloseable {
    private static final int HEIGHT = 48;
    private static final int WIDTH = 192;
    private static final float SURE = 0.9f;

    private final PictureModel.Slot model;
    private final RegionSampler sampler = new RegionSampler();

    /**
     * @param model not closed by this
     */
    DirectionClassifier(PictureModel model) {
        this.model = model.open();
    }

    /** Whether the line seems to stand upside down. */
    boolean isUpsideDown(Picture picture, TextRegion region) {
        TextRegion beginning = region.beginning(WIDTH / (double) HEIGHT);
        double ratio = beginning.width() / Math.max(1e-3, beginning.height());
        int columns = (int) Math.max(1, Math.min(WIDTH, Math.ceil(HEIGHT * ratio)));
        sampler.planes(picture, beginning, columns, model.input(HEIGHT, WIDTH), WIDTH, HEIGHT);
        PictureModel.Output output = model.run();
        if (output.fromLast(1) != 2) {
            throw new ModelException(
                    "The text direction model does not tell two directions: choose another with"
                            + " vision.text.");
        }
        return output.values().get(1) > SURE;
    }

    @Override
    public void close() {
        model.close();
    }
}
