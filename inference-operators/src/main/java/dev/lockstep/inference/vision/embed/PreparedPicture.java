package dev.lockstep.inference.vision.embed;

import dev.lockstep.inference.vision.frame.Picture;
import dev.lockstep.inference.vision.frame.PictureResampler;
import java.nio.FloatBuffer;

/** Scales, crops and normalises pictures as a model's own configuration says. Not thread-safe. */
public final class PreparedPicture {
    private final PicturePreparation preparation;
    private final PictureResampler resampler = new PictureResampler();
    private final float[] row;

    /**
     * @param preparation what becomes of a picture
     */
    public PreparedPicture(PicturePreparation preparation) {
        this.preparation = preparation;
        this.row = new float[preparation.cropWidth()];
    }

    /**
     * Writes red, green and blue planes of the middle; what lies outside the picture is black.
     *
     * @param planes [3, crop height, crop width], written by absolute positions
     */
    public void write(Picture picture, FloatBuffer planes) {
        Picture scaled =
                resampler.resize(
                        picture,
                        Math.max(1, preparation.resize().widthOf(picture)),
                        Math.max(1, preparation.resize().heightOf(picture)),
                        preparation.filter());
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
}
