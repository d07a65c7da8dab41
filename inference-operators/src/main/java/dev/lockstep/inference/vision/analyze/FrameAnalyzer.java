package dev.lockstep.inference.vision.analyze;

import dev.lockstep.inference.vision.AnalyzerConf;
import dev.lockstep.inference.vision.frame.FrameDecoder;
import dev.lockstep.inference.vision.frame.FrameLimits;
import dev.lockstep.inference.vision.frame.FrameSketch;
import dev.lockstep.inference.vision.frame.InvalidFrameException;
import dev.lockstep.inference.vision.frame.Picture;
import dev.lockstep.inference.vision.object.ObjectDetector;
import dev.lockstep.inference.vision.text.TextReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decodes frames and looks at those that changed. Holds the buffers of one thread, so a frame
 * allocates nothing of a picture's or a tensor's size once sizes have been seen. Not thread-safe.
 */
final class FrameAnalyzer implements AutoCloseable {
    private final FrameDecoder decoder;
    private final FrameSketch sketch = new FrameSketch();
    private final double changeThreshold;
    private final @Nullable ObjectDetector objects;
    private final @Nullable TextReader text;

    /**
     * @param models not closed by this
     */
    FrameAnalyzer(AnalyzerConf conf, VisionModelSet models) {
        this.decoder = new FrameDecoder(FrameLimits.of(conf.longestSide()));
        this.changeThreshold = conf.changeThreshold();
        this.objects =
                models.objects() == null
                        ? null
                        : new ObjectDetector(
                                models.objects(), conf.objectScore(), conf.objectOverlap());
        this.text =
                models.text() == null
                        ? null
                        : new TextReader(
                                models.text(),
                                conf.textSide(),
                                conf.textRegionScore(),
                                conf.textScore());
    }

    /**
     * Looks at a frame unless it is the same as the last one; what was seen is in the memory then.
     *
     * @return whether it was looked at
     * @throws InvalidFrameException if it holds no usable picture
     * @throws dev.lockstep.inference.model.ModelException if a model fails; the memory is as
     *     before, but for lines that were read
     */
    boolean analyze(byte[] jpeg, SourceMemory memory) throws InvalidFrameException {
        Picture picture = decoder.decode(jpeg);
        sketch.draw(picture);
        if (!memory.sketch.isEmpty() && sketch.difference(memory.sketch) < changeThreshold) {
            return false;
        }
        memory.last =
                new Analysis(
                        objects == null ? List.of() : objects.detect(picture),
                        text == null ? List.of() : text.read(picture, memory.lines));
        memory.sketch.copyOf(sketch);
        return true;
    }

    @Override
    public void close() {
        decoder.close();
        if (objects != null) {
            objects.close();
        }
        if (text != null) {
            text.close();
        }
    }
}
