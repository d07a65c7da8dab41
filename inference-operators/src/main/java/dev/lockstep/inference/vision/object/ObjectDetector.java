package dev.lockstep.inference.vision.object;

import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.vision.Box;
import dev.lockstep.inference.vision.DetectedObject;
import dev.lockstep.inference.vision.frame.Picture;
import dev.lockstep.inference.vision.frame.PictureScaler;
import dev.lockstep.inference.vision.frame.PictureScaler.Normalisation;
import dev.lockstep.inference.vision.model.PictureModel;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * YOLOX as its ONNX export gives it: BGR samples as they are, letterboxed into 416×416 from the top
 * left with 114 round them; out [1, 3549, 85], a row per cell of the grids of strides 8, 16 and 32:
 * centre, log size, objectness and a score for each class. Not thread-safe.
 */
public final class ObjectDetector implements AutoCloseable {
    /** Side of the model's input, pixels. */
    static final int SIDE = 416;

    private static final int[] STRIDES = {8, 16, 32};
    private static final int BOX_VALUES = 5;
    private static final float FILL = 114;
    private static final int MOST_OBJECTS = 100;

    /** Boxes are compared pairwise: a bound on what noise may cost. */
    private static final int MOST_CANDIDATES = 1000;

    private final PictureModel.Slot model;
    private final double leastScore;
    private final double overlap;
    private final PictureScaler scaler = new PictureScaler();
    private final float[] row = new float[BOX_VALUES + CocoLabels.ALL.size()];

    /**
     * @param model YOLOX; not closed by this
     * @param leastScore objects below it are left out, 0..1
     * @param overlap above this intersection over union two boxes are one object
     */
    public ObjectDetector(PictureModel model, double leastScore, double overlap) {
        this.model = model.open();
        this.leastScore = leastScore;
        this.overlap = overlap;
    }

    /**
     * The objects of a picture, the surest first.
     *
     * @throws ModelException if the model fails or is no YOLOX
     */
    public List<DetectedObject> detect(Picture picture) {
        double ratio = Math.min(SIDE / (double) picture.width(), SIDE / (double) picture.height());
        scaler.scale(
                picture,
                Math.max(1, (int) (picture.width() * ratio)),
                Math.max(1, (int) (picture.height() * ratio)),
                model.input(SIDE, SIDE),
                SIDE,
                SIDE,
                Normalisation.NONE,
                FILL);
        PictureModel.Output output = model.run();
        if (output.fromLast(1) != row.length || output.fromLast(2) != cells()) {
            throw new ModelException(
                    "The object model is no YOLOX of 416x416 pixels and 80 classes: choose another"
                            + " with vision.objects.");
        }
        List<DetectedObject> found = new ArrayList<>();
        int cell = 0;
        for (int stride : STRIDES) {
            int side = SIDE / stride;
            for (int y = 0; y < side; y++) {
                for (int x = 0; x < side; x++) {
                    candidate(output.values(), cell++, x, y, stride, ratio, picture, found);
                }
            }
        }
        return NonMaxSuppression.apply(found, overlap, MOST_OBJECTS);
    }

    private static int cells() {
        int cells = 0;
        for (int stride : STRIDES) {
            cells += SIDE / stride * (SIDE / stride);
        }
        return cells;
    }

    private void candidate(
            FloatBuffer values,
            int cell,
            int x,
            int y,
            int stride,
            double ratio,
            Picture picture,
            List<DetectedObject> found) {
        int at = cell * row.length;
        float objectness = values.get(at + BOX_VALUES - 1);
        if (!(objectness >= leastScore) || found.size() == MOST_CANDIDATES) {
            return;
        }
        values.get(at, row);
        int best = BOX_VALUES;
        for (int i = BOX_VALUES + 1; i < row.length; i++) {
            if (row[i] > row[best]) {
                best = i;
            }
        }
        float score = objectness * row[best];
        if (!(score >= leastScore)) {
            return;
        }
        double centreX = (row[0] + x) * stride / ratio;
        double centreY = (row[1] + y) * stride / ratio;
        double halfWidth = Math.exp(row[2]) * stride / ratio / 2;
        double halfHeight = Math.exp(row[3]) * stride / ratio / 2;
        Box box =
                Box.ofPixels(
                        centreX - halfWidth,
                        centreY - halfHeight,
                        centreX + halfWidth,
                        centreY + halfHeight,
                        picture.width(),
                        picture.height());
        found.add(new DetectedObject(CocoLabels.ALL.get(best - BOX_VALUES), score, box));
    }

    @Override
    public void close() {
        model.close();
    }
}
