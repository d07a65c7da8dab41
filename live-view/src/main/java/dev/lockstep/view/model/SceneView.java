package dev.lockstep.view.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was seen in the newest picture of a stream. Immutable.
 *
 * @param source the video source
 * @param atMs the picture, media time in ms
 * @param eventTimeMs the same, ms since the epoch
 * @param frame version of the picture, as the frame end point takes it; null where it has none
 * @param width width of the original picture in pixels; 0 when unknown
 * @param height height in pixels; 0 when unknown
 * @param objects objects
 * @param lines lines of text in reading order
 * @param action NONE, FLAG, BLUR or HOLD; null where nobody moderated
 * @param moderation scores by category, 0..1
 * @param description what a model wrote about the picture; null where none did
 * @param models the models that looked
 */
public record SceneView(
        String source,
        long atMs,
        long eventTimeMs,
        @Nullable String frame,
        int width,
        int height,
        List<SeenView> objects,
        List<SeenView> lines,
        @Nullable String action,
        Map<String, Double> moderation,
        @Nullable String description,
        List<ModelView> models) {}
