package dev.lockstep.inference.vision.embed;

import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.vision.frame.Picture;
import dev.lockstep.inference.vision.model.PictureModel;

/**
 * The picture half of a dual encoder such as CLIP: {@code pixel_values} in, {@code image_embeds}
 * [1, dimensions] out, here divided by their length. Not thread-safe.
 */
public final class DualEncoder implements ImageEncoder {
    private final PictureModel.Slot model;
    private final PicturePreparation preparation;
    private final PreparedPicture prepared;

    /**
     * @param model laid out by planes; not closed by this
     * @param preparation as the model's own configuration says
     */
    public DualEncoder(PictureModel model, PicturePreparation preparation) {
        this.model = model.open();
        this.preparation = preparation;
        this.prepared = new PreparedPicture(preparation);
    }

    @Override
    public float[] encode(Picture picture) {
        prepared.write(picture, model.input(preparation.cropHeight(), preparation.cropWidth()));
        PictureModel.Output output = model.run();
        if (output.shape().length != 2 || output.shape()[0] != 1) {
            throw new ModelException(
                    "The picture encoder gives no vector for a picture: choose another with"
                            + " vision.embedding.");
        }
        return ofLengthOne(output);
    }

    private static float[] ofLengthOne(PictureModel.Output output) {
        float[] vector = new float[output.fromLast(1)];
        output.values().get(0, vector);
        double squares = 0;
        for (float value : vector) {
            squares += value * (double) value;
        }
        double length = Math.sqrt(squares);
        if (!(length > 0) || Double.isInfinite(length)) {
            throw new ModelException("The picture encoder gave no vector that has a length.");
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (vector[i] / length);
        }
        return vector;
    }

    @Override
    public void close() {
        model.close();
    }
}
