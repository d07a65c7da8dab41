package dev.lockstep.inference.vision.analyze;

/** The model of one slot, closed when nobody holds it any more. Thread-safe. */
final class SharedPart {
    private final VisionModelSet alone;
    private int holders = 1;

    /**
     * @param alone the model and no other; held by whoever makes this
     */
    SharedPart(VisionModelSet alone) {
        this.alone = alone;
    }

    VisionModelSet alone() {
        return alone;
    }

    synchronized void retain() {
        holders++;
    }

    void release() {
        boolean last;
        synchronized (this) {
            last = --holders == 0;
        }
        if (last) {
            alone.close();
        }
    }
}
