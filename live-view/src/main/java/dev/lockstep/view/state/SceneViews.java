package dev.lockstep.view.state;

import dev.lockstep.schema.avro.BoundingBox;
import dev.lockstep.schema.avro.PictureAction;
import dev.lockstep.schema.avro.PictureDescription;
import dev.lockstep.schema.avro.VideoFrame;
import dev.lockstep.schema.avro.VisionResult;
import dev.lockstep.view.model.BoxView;
import dev.lockstep.view.model.SceneView;
import dev.lockstep.view.model.SeenView;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Pictures and what was seen in them, as the view tells it. Stateless. */
public final class SceneViews {
    private static final Comparator<VisionResult> NEWEST =
            Comparator.comparingLong(VisionResult::getEventTimeUs)
                    .thenComparing(VisionResult::getSourceId)
                    .thenComparingInt(VisionResult::getEpoch)
                    .thenComparingLong(VisionResult::getSequence)
                    .thenComparingLong(SceneViews::publishedUs);

    private SceneViews() {}

    /** Whether what was seen belongs to a newer picture than what is kept, or was seen anew. */
    public static boolean isNewer(VisionResult kept, VisionResult incoming) {
        return NEWEST.compare(incoming, kept) > 0;
    }

    private static long publishedUs(VisionResult seen) {
        Long publishedUs = seen.getTimes().getPublishedUs();
        return publishedUs == null ? 0 : publishedUs;
    }

    /**
     * What was seen.
     *
     * @param frame version of its picture; null where there is none to show
     * @param width width of the original picture in pixels; 0 when unknown
     * @param height height in pixels; 0 when unknown
     */
    public static SceneView of(
            VisionResult seen, Origin origin, @Nullable String frame, int width, int height) {
        PictureDescription description = seen.getDescription();
        Map<String, Double> moderation = new TreeMap<>();
        seen.getModeration().forEach((name, score) -> moderation.put(name, ModelViews.real(score)));
        PictureAction action = seen.getModerationAction();
        return new SceneView(
                seen.getSourceId(),
                origin.mediaMs(seen.getEventTimeUs()),
                Math.floorDiv(seen.getEventTimeUs(), 1000L),
                frame,
                width,
                height,
                seen.getDetections().stream()
                        .map(d -> seen(d.getLabel(), d.getScore(), d.getBox(), d.getTrackId()))
                        .toList(),
                seen.getOnScreenText().stream()
                        .map(l -> seen(l.getText(), l.getScore(), l.getBox(), l.getTrackId()))
                        .toList(),
                action == null ? null : action.name(),
                moderation,
                description == null ? null : description.getText(),
                ModelViews.of(
                        Stream.concat(
                                        seen.getModels().stream(),
                                        Stream.ofNullable(description)
                                                .map(PictureDescription::getModel))
                                .toList()));
    }

    /** A picture in which nobody looked. */
    public static SceneView of(VideoFrame picture, Origin origin, String frame) {
        return new SceneView(
                picture.getSourceId(),
                origin.mediaMs(picture.getEventTimeUs()),
                Math.floorDiv(picture.getEventTimeUs(), 1000L),
                frame,
                picture.getWidth(),
                picture.getHeight(),
                List.of(),
                List.of(),
                null,
                Map.of(),
                null,
                List.of());
    }

    private static SeenView seen(
            String text, float score, BoundingBox box, @Nullable String track) {
        return new SeenView(
                text,
                ModelViews.real(score),
                new BoxView(
                        ModelViews.real(box.getX()),
                        ModelViews.real(box.getY()),
                        ModelViews.real(box.getWidth()),
                        ModelViews.real(box.getHeight())),
                track);
    }
}
