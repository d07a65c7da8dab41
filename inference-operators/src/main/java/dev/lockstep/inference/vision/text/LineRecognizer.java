package dev.lockstep.inference.vision.text;

import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.vision.frame.Picture;
import dev.lockstep.inference.vision.model.PictureModel;
import java.util.List;

/**
 * Reads a line: in [1, 3, 48, width], out [1, steps, characters] as probabilities, decoded by CTC.
 * Widths are rounded up, so that few shapes occur. Not thread-safe.
 */
final class LineRecognizer implements AutoCloseable {
    private static final int HEIGHT = 48;
    private static final int LEAST_WIDTH = 320;
    private static final int WIDTH_STEP = 64;
    private static final int MOST_WIDTH = 2304;

    private final PictureModel.Slot model;
    private final CtcDecoder decoder;
    private final RegionSampler sampler = new RegionSampler();

    /**
     * @param model not closed by this
     * @param characters what the model tells apart, without CTC's blank, which comes first
     */
    LineRecognizer(PictureModel model, List<String> characters) {
        this.model = model.open();
        this.decoder = new CtcDecoder(characters);
    }

    /** What a line says and how sure that is. */
    CtcDecoder.Line read(Picture picture, TextRegion region) {
        double ratio = region.width() / Math.max(1e-3, region.height());
        int columns = (int) Math.max(1, Math.min(MOST_WIDTH, Math.ceil(HEIGHT * ratio)));
        int width = Math.max(LEAST_WIDTH, (columns + WIDTH_STEP - 1) / WIDTH_STEP * WIDTH_STEP);
        sampler.planes(picture, region, columns, model.input(HEIGHT, width), width, HEIGHT);
        PictureModel.Output output = model.run();
        if (output.fromLast(1) != decoder.classes()) {
            throw new ModelException(
                    "The text recognition model tells "
                            + output.fromLast(1)
                            + " characters apart, its list names "
                            + decoder.classes()
                            + ": choose another with vision.text.");
        }
        return decoder.decode(output.values(), output.fromLast(2));
    }

    @Override
    public void close() {
        model.close();
    }
}
