package dev.lockstep.inference.vision.model;

import java.nio.FloatBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/** A model whose answers a test writes. */
public final class ScriptedPictureModel implements PictureModel {
    private final Answer answer;
    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicInteger openSlots = new AtomicInteger();

    /** What a run gives. */
    public interface Answer {
        /** The output for an input. */
        Output to(FloatBuffer input, int height, int width);
    }

    public ScriptedPictureModel(Answer answer) {
        this.answer = answer;
    }

    /** How often it was run. */
    public int runs() {
        return runs.get();
    }

    /** Slots that are not closed. */
    public int openSlots() {
        return openSlots.get();
    }

    @Override
    public Slot open() {
        openSlots.incrementAndGet();
        return new Slot() {
            private FloatBuffer input = FloatBuffer.allocate(0);
            private int height;
            private int width;

            @Override
            public FloatBuffer input(int rows, int columns) {
                height = rows;
                width = columns;
                input = FloatBuffer.allocate(3 * rows * columns);
                return input;
            }

            @Override
            public Output run() {
                runs.incrementAndGet();
                return answer.to(input, height, width);
            }

            @Override
            public void close() {
                openSlots.decrementAndGet();
            }
        };
    }

    @Override
    public void close() {}
}
