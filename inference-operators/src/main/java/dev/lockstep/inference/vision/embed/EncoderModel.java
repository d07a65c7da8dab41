package dev.lockstep.inference.vision.embed;

import dev.lockstep.inference.vision.model.PictureModel;

/**
 * A picture encoder with what it wants done to pictures. Thread-safe.
 *
 * @param model the graph
 * @param preparation what becomes of a picture before it
 */
public record EncoderModel(PictureModel model, PicturePreparation preparation)
        implements AutoCloseable {
    /** An encoder for one thread; close it before the model. */
    public ImageEncoder open() {
        return new DualEncoder(model, preparation);
    }

    @Override
    public void close() {
        model.close();
    }
}
