package dev.lockstep.inference.vision.analyze;

import dev.lockstep.inference.vision.frame.FrameSketch;

/**
 * When a costly model looks again: at a picture that it has not seen, if some time has passed since
 * the one that it saw, or at once if the scene is another. About 30 kB. One thread at a time.
 */
final class Occasion {
    /** A cell has changed by this share of the range from black to white. */
    private static final double CHANGED = 0.1;

    /** Another scene, by the share of cells that have changed. A cut changes most of them. */
    private static final double OTHER_SCENE = 0.3;

    private final FrameSketch seen = new FrameSketch();
    private long seenUs;
    private boolean unseen = true;

    /** The picture is no longer the one that it saw. */
    void changed() {
        unseen = true;
    }

    /** Whether it should look now; event time, µs. */
    boolean isDue(FrameSketch picture, long timeUs, long everyUs) {
        return unseen
                && (seen.isEmpty()
                        || Math.abs(timeUs - seenUs) >= everyUs
                        || picture.changedShare(seen, CHANGED) >= OTHER_SCENE);
    }

    /** It has looked. */
    void looked(FrameSketch picture, long timeUs) {
        seen.copyOf(picture);
        seenUs = timeUs;
        unseen = false;
    }
}
