package dev.lockstep.load.evaluate.robustness;

import dev.lockstep.load.evaluate.manifest.LabelledPicture;
import dev.lockstep.load.evaluate.path.Observation.SeenPicture;
import dev.lockstep.load.evaluate.path.SoundChunks;
import dev.lockstep.schema.avro.BoundingBox;
import dev.lockstep.schema.avro.Detection;
import dev.lockstep.schema.avro.OnScreenText;
import dev.lockstep.schema.avro.ProcessingTimes;
import dev.lockstep.schema.avro.VisionResult;
import java.util.List;

/** Results of pictures of 100 by 100 pixels, by hand. */
public final class SeenPictures {
    private SeenPictures() {}

    /** An object at a place in pixels. */
    public static Detection object(
            String label, float score, float x, float y, float width, float height) {
        return Detection.newBuilder()
                .setLabel(label)
                .setScore(score)
                .setBox(new BoundingBox(x / 100, y / 100, width / 100, height / 100))
                .setTrackId(null)
                .build();
    }

    /** A picture in which these were seen. */
    public static SeenPicture of(
            LabelledPicture picture, int width, int height, Detection... objects) {
        return new SeenPicture(picture, width, height, result(List.of(objects), List.of()));
    }

    /** A result with objects and lines. */
    public static VisionResult result(List<Detection> objects, List<String> lines) {
        return VisionResult.newBuilder()
                .setStreamId(SoundChunks.STREAM)
                .setSourceId("video-0")
                .setSequence(0)
                .setEpoch(0)
                .setEventTimeUs(SoundChunks.START_US)
                .setPtsUs(0)
                .setDurationUs(0)
                .setIngestTimeUs(SoundChunks.START_US)
                .setDetections(objects)
                .setOnScreenText(
                        lines.stream()
                                .map(
                                        line ->
                                                new OnScreenText(
                                                        line,
                                                        0.9f,
                                                        new BoundingBox(0f, 0f, 1f, 1f),
                                                        null))
                                .toList())
                .setSkipped(false)
                .setModels(List.of())
                .setTimes(new ProcessingTimes())
                .build();
    }
}
