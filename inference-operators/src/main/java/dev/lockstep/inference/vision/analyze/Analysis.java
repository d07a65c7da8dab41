package dev.lockstep.inference.vision.analyze;

import dev.lockstep.inference.vision.DetectedObject;
import dev.lockstep.inference.vision.ReadLine;
import dev.lockstep.inference.vision.describe.Description;
import dev.lockstep.inference.vision.moderate.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was seen in a frame.
 *
 * @param objects the surest first
 * @param text in reading order
 * @param verdict of moderation; null where there is none
 * @param embedding of length 1; null where there is none
 * @param description what a model wrote about it; null where there is none
 */
record Analysis(
        List<DetectedObject> objects,
        List<ReadLine> text,
        @Nullable Verdict verdict,
        @Nullable List<Float> embedding,
        @Nullable Description description) {
    static final Analysis NOTHING = new Analysis(List.of(), List.of(), null, null, null);

    Analysis {
        objects = List.copyOf(objects);
        text = List.copyOf(text);
        embedding = embedding == null ? null : List.copyOf(embedding);
    }
}
