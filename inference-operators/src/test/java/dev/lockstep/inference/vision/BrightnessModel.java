package dev.lockstep.inference.vision;

import dev.lockstep.inference.model.ModelException;
import dev.lockstep.inference.model.ModelIdentity;
import dev.lockstep.inference.vision.analyze.VisionModelSet;
import dev.lockstep.inference.vision.model.PictureModel.Output;
import dev.lockstep.inference.vision.model.ScriptedPictureModel;
import java.awt.Color;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * An object model that needs no file: it sees one object, whose class is the brightness of the
 * picture's corner, 0..79. It answers when the test lets it.
 */
public final class BrightnessModel {
    /** What the model is called. */
    public static final ModelIdentity IDENTITY = new ModelIdentity("brightness", "1", "");

    /** Fails on pictures of this class. */
    public static final int FAILS = 13;

    private final Semaphore permits;
    private final Semaphore entered = new Semaphore(0);
    private final List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
    private final ScriptedPictureModel model = new ScriptedPictureModel(this::answer);

    /**
     * @param permits how many pictures are answered without {@link #let}
     */
    public BrightnessModel(int permits) {
        this.permits = new Semaphore(permits);
    }

    private Output answer(FloatBuffer input, int height, int width) {
        int label = Math.round(input.get(0) / 3);
        entered.release();
        permits.acquireUninterruptibly();
        seen.add(label);
        if (label == FAILS) {
            throw new ModelException("It failed.", new IllegalStateException("unlucky"));
        }
        FloatBuffer out = FloatBuffer.allocate(3549 * 85);
        out.put(4, 1).put(5 + label, 1);
        return new Output(out, new long[] {1, 3549, 85});
    }

    /** A picture of a class. */
    public static byte[] picture(int label) {
        return Slides.jpeg(Slides.blank(64, 64, new Color(label * 3, label * 3, label * 3)), 0.95f);
    }

    /** Lets so many pictures be answered. */
    public void let(int pictures) {
        permits.release(pictures);
    }

    /** Waits until a picture is being looked at. */
    public void awaitEntered() {
        entered.acquireUninterruptibly();
    }

    /** The classes of the pictures that were looked at, in order. */
    public List<Integer> seen() {
        return List.copyOf(seen);
    }

    /** The model by itself. */
    public ScriptedPictureModel model() {
        return model;
    }

    /** As all that there is. */
    public VisionModelSet set() {
        return new VisionModelSet(model, null, List.of(IDENTITY));
    }
}
