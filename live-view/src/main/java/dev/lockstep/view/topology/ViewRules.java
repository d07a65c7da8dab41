package dev.lockstep.view.topology;

import java.time.Duration;

/**
 * How much the view keeps and when it gives up waiting. Immutable.
 *
 * @param captionRetention event time for which captions are kept
 * @param maxCaptions most captions of a stream that are kept
 * @param windowRetention event time for which windows are kept
 * @param maxTurns most dialogue turns of a stream that are kept
 * @param silentAfter a stream from which nothing comes for so long is silent
 * @param visionPatience pictures are shown as they are when nothing was seen for so long
 * @param pictureInterval at most one picture of a stream is made ready in so long
 * @param pictureWidth widest picture that is shown, pixels
 */
public record ViewRules(
        Duration captionRetention,
        int maxCaptions,
        Duration windowRetention,
        int maxTurns,
        Duration silentAfter,
        Duration visionPatience,
        Duration pictureInterval,
        int pictureWidth) {
    /** How many newest results the latencies rest on. */
    static final int LATENCY_ROWS = 256;

    /** A day of captions, at most 20000; ten minutes of windows. */
    public static ViewRules standard() {
        return new ViewRules(
                Duration.ofHours(24),
                20_000,
                Duration.ofMinutes(10),
                2_000,
                Duration.ofSeconds(10),
                Duration.ofSeconds(2),
                Duration.ofMillis(200),
                640);
    }
}
