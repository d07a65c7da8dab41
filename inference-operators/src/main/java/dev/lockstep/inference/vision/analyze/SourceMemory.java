package dev.lockstep.inference.vision.analyze;

import dev.lockstep.inference.vision.frame.FrameSketch;
import dev.lockstep.inference.vision.text.LineMemory;

/**
 * What is remembered of a source: the last frame that was analysed, what was seen in it, and the
 * lines that were read. About 30 kB, and 2 kB a line. One thread at a time.
 */
final class SourceMemory {
    final FrameSketch sketch = new FrameSketch();
    final LineMemory lines = new LineMemory();
    Analysis last = Analysis.NOTHING;
}
