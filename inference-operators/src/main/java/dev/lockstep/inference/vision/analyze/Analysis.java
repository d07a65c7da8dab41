package dev.lockstep.inference.vision.analyze;

import dev.lockstep.inference.vision.DetectedObject;
import dev.lockstep.inference.vision.ReadLine;
import java.util.List;

/**
 * What was seen in a frame.
 *
 * @param objects the surest first
 * @param text in reading order
 */
record Analysis(List<DetectedObject> objects, List<ReadLine> text) {
    static final Analysis NOTHING = new Analysis(List.of(), List.of());

    Analysis {
        objects = List.copyOf(objects);
        text = List.copyOf(text);
    }
}
