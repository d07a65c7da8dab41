package dev.lockstep.inference.vision.analyze;

import dev.lockstep.inference.swap.FailureCount;
import dev.lockstep.inference.swap.Slots;
import dev.lockstep.inference.vision.AnalyzerConf;
import dev.lockstep.inference.vision.DetectedObject;
import dev.lockstep.inference.vision.ReadLine;
import dev.lockstep.inference.vision.describe.PictureDescriber;
import dev.lockstep.inference.vision.embed.ImageEncoder;
import dev.lockstep.inference.vision.frame.FrameDecoder;
import dev.lockstep.inference.vision.frame.FrameLimits;
import dev.lockstep.inference.vision.frame.FrameSketch;
import dev.lockstep.inference.vision.frame.InvalidFrameException;
import dev.lockstep.inference.vision.frame.Picture;
import dev.lockstep.inference.vision.moderate.PictureModerator;
import dev.lockstep.inference.vision.object.ObjectDetector;
import dev.lockstep.inference.vision.text.TextReader;
import dev.lockstep.schema.avro.VideoFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decodes frames and looks at those that changed. Holds the buffers of one thread, so a frame
 * allocates nothing of a picture's or a tensor's size once sizes have been seen. Not thread-safe.
 */
final class FrameAnalyzer implements AutoCloseable {
    private final FrameDecoder decoder;
    private final FrameSketch sketch = new FrameSketch();
    private final AnalyzerConf conf;
    private final Map<String, FailureCount> health;
    private final @Nullable ObjectDetector objects;
    private final @Nullable TextReader text;
    private final @Nullable PictureModerator moderator;
    private final @Nullable ImageEncoder encoder;
    private final @Nullable PictureDescriber describer;

    /**
     * @param models not closed by this
     * @param health where runs are counted, by slot
     */
    FrameAnalyzer(AnalyzerConf conf, VisionModelSet models, Map<String, FailureCount> health) {
        this.decoder = new FrameDecoder(FrameLimits.of(conf.longestSide()));
        this.conf = conf;
        this.health = health;
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
        this.moderator =
                models.moderation() == null
                        ? null
                        : new PictureModerator(models.moderation(), conf.moderation());
        this.encoder = models.encoder() == null ? null : models.encoder().open();
        this.describer =
                models.describer() == null ? null : new PictureDescriber(models.describer());
    }

    /**
     * Looks at a frame unless it is the same as the last one; what was seen is in the memory then.
     *
     * @param frame whose picture it is
     * @return whether it was looked at; a costly model that had left out the same picture before
     *     may look at it in any case
     * @throws InvalidFrameException if it holds no usable picture
     * @throws dev.lockstep.inference.model.ModelException if a model fails; the memory is as
     *     before, but for lines that were read
     */
    boolean analyze(byte[] jpeg, VideoFrame frame, SourceMemory memory)
            throws InvalidFrameException {
        Picture picture = decoder.decode(jpeg);
        sketch.draw(picture);
        memory.enter(frame.getEpoch());
        boolean changed =
                memory.sketch.isEmpty()
                        || sketch.difference(memory.sketch) >= conf.changeThreshold();
        if (changed) {
            memory.moderation.changed();
            memory.embedding.changed();
            memory.describing.changed();
        }
        long timeUs = frame.getEventTimeUs();
        moderate(picture, timeUs, memory);
        encode(picture, timeUs, memory);
        describe(picture, timeUs, memory);
        List<DetectedObject> found;
        List<ReadLine> lines;
        if (changed) {
            List<DetectedObject> unnamed =
                    objects == null
                            ? List.of()
                            : counted(Slots.OBJECTS, () -> objects.detect(picture));
            long sequence = frame.getSequence();
            lines =
                    text == null
                            ? List.of()
                            : counted(
                                    Slots.ON_SCREEN_TEXT,
                                    () -> text.read(picture, sequence, memory.lines));
            found = memory.objects.follow(unnamed, sequence, timeUs);
            memory.sketch.copyOf(sketch);
        } else {
            lines = memory.last.text();
            found = memory.objects.still(memory.last.objects(), timeUs);
        }
        memory.last = new Analysis(found, lines, memory.verdict, memory.vector, memory.description);
        return changed;
    }

    private <T> T counted(String slot, Supplier<T> run) {
        FailureCount count = health.get(slot);
        if (count == null) {
            return run.get();
        }
        try {
            T seen = run.get();
            count.good();
            return seen;
        } catch (RuntimeException e) {
            count.failed(e);
            throw e;
        }
    }

    private void moderate(Picture picture, long timeUs, SourceMemory memory) {
        if (moderator != null
                && memory.moderation.isDue(sketch, timeUs, conf.moderationEveryUs())) {
            memory.verdict = counted(Slots.MODERATION, () -> moderator.judge(picture));
            memory.moderation.looked(sketch, timeUs);
        }
    }

    private void encode(Picture picture, long timeUs, SourceMemory memory) {
        if (encoder != null && memory.embedding.isDue(sketch, timeUs, conf.embeddingEveryUs())) {
            float[] vector = counted(Slots.PICTURE_EMBEDDING, () -> encoder.encode(picture));
            List<Float> values = new ArrayList<>(vector.length);
            for (float value : vector) {
                values.add(value);
            }
            memory.vector = values;
            memory.embedding.looked(sketch, timeUs);
        }
    }

    private void describe(Picture picture, long timeUs, SourceMemory memory) {
        if (describer != null
                && memory.describing.isDue(sketch, timeUs, conf.captioningEveryUs())) {
            memory.description =
                    counted(Slots.PICTURE_DESCRIPTION, () -> describer.describe(picture));
            memory.describing.looked(sketch, timeUs);
        }
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
        if (moderator != null) {
            moderator.close();
        }
        if (encoder != null) {
            encoder.close();
        }
    }
}
