package dev.lockstep.inference.vision.embed;

import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.vision.frame.Picture;
import dev.lockstep.inference.vision.frame.PictureResampler;
import dev.lockstep.inference.vision.model.PictureModel;
import java.nio.FloatBuffer;

/**
 * The picture half of a dual encoder such as CLIP: {@code pixel_values} in, {@code image_embeds}
 * [1, dimensions] out, here divided by their length. Not thread-safe.
 */
public final class DualEncoder implements ImageEncoder {
    private final PictureModel.Slot model;
    private final PicturePreparation preparation;
    private final PictureResampler resampler = new PictureResampler();
    private final float[] row;

    /**
     * @param model laid out by planes; not closed by this
     * @param preparation as the model's own configuration says
     */
    public DualEncoder(PictureModel model, PicturePreparation preparation) {
        this.model = model.open();
        this.preparation = preparation;
        this.row = new float[preparation.cropWidth()];
    }

    @Override
    public float[] encode(Picture picture) {
        write(
                resampler.resize(
                        picture,
                        Math.max(1, preparation.resize().widthOf(picture)),
                        Math.max(1, preparation.resize().heightOf(picture)),
                        preparation.filter()),
                model.input(preparation.cropHeight(), preparation.cropWidth()));
        PictureModel.Output output = model.run();
        if (output.shape().length != 2 || output.shape()[0] != 1) {
            throw new ModelException(
                    "The picture encoder gives no vector for a picture: choose another with"
                            + " vision.embedding.");
        }
        return ofLengthOne(output);
    }

    /** Red, green and blue planes of the middle; what lies outside the picture is black. */
    private void write(Picture scaled, FloatBuffer planes) {
        int width = preparation.cropWidth();
        int height = preparation.cropHeight();
        int left = Math.floorDiv(scaled.width() - width, 2);
        int top = Math.floorDiv(scaled.height() - height, 2);
        byte[] bgr = scaled.bgr();
        for (int colour = 0; colour < Picture.CHANNELS; colour++) {
            double mean = preparation.mean()[colour];
            double deviation = preparation.deviation()[colour];
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int fromX = x + left;
                    int fromY = y + top;
                    boolean inside =
                            fromX >= 0
                                    && fromX < scaled.width()
                                    && fromY >= 0
                                    && fromY < scaled.height();
                    int at = (fromY * scaled.width() + fromX) * Picture.CHANNELS + 2 - colour;
                    double sample = inside ? (bgr[at] & 0xFF) * preparation.scale() : 0;
                    row[x] = (float) ((sample - mean) / deviation);
                }
                planes.put((colour * height + y) * width, row);
            }
        }
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
