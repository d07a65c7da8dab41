package dev.lockstep.inference.vision.embed;

import dev.lockstep.inference.vision.frame.Picture;

/**
 * Turns pictures into vectors. Those of a dual encoder lie in the space of its text encoder. Not
 * thread-safe.
 */
public interface ImageEncoder extends AutoCloseable {
    /**
     * The vector of a picture, of length 1.
     *
     * @throws dev.lockstep.inference.model.ModelException if the model fails or is another kind
     */
    float[] encode(Picture picture);

    @Override
    void close();
}
