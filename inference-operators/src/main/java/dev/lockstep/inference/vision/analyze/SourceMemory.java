package dev.lockstep.inference.vision.analyze;

import dev.lockstep.inference.vision.describe.Description;
import dev.lockstep.inference.vision.frame.FrameSketch;
import dev.lockstep.inference.vision.moderate.Verdict;
import dev.lockstep.inference.vision.text.LineMemory;
import dev.lockstep.inference.vision.track.ObjectTracker;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a source: the last frame that was analysed, what was seen in it, the lines
 * that were read, the objects that were followed, and when costly models last looked. About 100 kB,
 * and 2 kB a line. One thread at a time.
 */
final class SourceMemory {
    private final long trackMemoryUs;
    private int epoch;
    private @Nullable VisionModelSet models;

    FrameSketch sketch = new FrameSketch();
    LineMemory lines = new LineMemory();
    ObjectTracker objects;
    Occasion moderation = new Occasion();
    Occasion embedding = new Occasion();
    Occasion describing = new Occasion();
    @Nullable Verdict verdict;
    @Nullable List<Float> vector;
    @Nullable Description description;
    Analysis last = Analysis.NOTHING;

    SourceMemory(long trackMemoryUs) {
        this.trackMemoryUs = trackMemoryUs;
        this.objects = new ObjectTracker(trackMemoryUs);
    }

    /**
     * What other models saw is not what these see: after a change the next picture is looked at.
     * Objects keep their names, as far as the new model finds them where the old one did.
     */
    void seenBy(VisionModelSet next) {
        VisionModelSet before = models;
        models = next;
        if (before == null || before == next) {
            return;
        }
        sketch = new FrameSketch();
        moderation = new Occasion();
        embedding = new Occasion();
        last = Analysis.NOTHING;
        if (before.text() != next.text()) {
            lines = new LineMemory();
        }
        if (before.moderation() != next.moderation()) {
            verdict = null;
        }
        if (before.encoder() != next.encoder()) {
            vector = null;
        }
    }

    /** Sequences begin anew in another epoch, and with them the names that are made of them. */
    void enter(int next) {
        if (next != epoch) {
            epoch = next;
            sketch = new FrameSketch();
            lines = new LineMemory();
            objects = new ObjectTracker(trackMemoryUs);
            moderation = new Occasion();
            embedding = new Occasion();
            describing = new Occasion();
            verdict = null;
            vector = null;
            description = null;
            last = Analysis.NOTHING;
        }
    }
}
