package dev.lockstep.inference.vision.model;

import dev.lockstep.inference.model.ModelException;
import java.nio.FloatBuffer;

/**
 * A model with one input of three planes, [1, 3, height, width], and one output. Thread-safe; each
 * user opens a {@link Slot} of its own.
 */
public interface PictureModel extends AutoCloseable {
    /** Buffers to run it with; close them before the model. */
    Slot open();

    @Override
    void close();

    /** Direct buffers that are used again by each run. One thread at a time. */
    interface Slot extends AutoCloseable {
        /** The input of the next run, to be written by absolute positions. */
        FloatBuffer input(int height, int width);

        /**
         * Runs the model on what {@link #input} last gave.
         *
         * @return the output, valid until the next run
         * @throws ModelException if the model fails
         */
        Output run();

        @Override
        void close();
    }

    /**
     * What a run gave.
     *
     * @param values to be read by absolute positions
     * @param shape its dimensions
     */
    record Output(FloatBuffer values, long[] shape) {
        /** A dimension, counted from the last one, which is 1. */
        public int fromLast(int number) {
            return Math.toIntExact(shape[shape.length - number]);
        }
    }
}
