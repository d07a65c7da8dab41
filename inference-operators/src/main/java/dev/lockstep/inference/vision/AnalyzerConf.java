package dev.lockstep.inference.vision;

import dev.lockstep.inference.vision.moderate.ModerationThresholds;
import java.io.Serializable;

/**
 * How frames are analysed.
 *
 * @param threads frames that are looked at side by side in a process
 * @param waitingFrames frames of a source that wait before the oldest of them is shed
 * @param capacity frames of all sources that wait in a process before the longest waiting is shed
 * @param shedStale false: no frame is shed, so that a replay gives the same result each time
 * @param changeThreshold a frame in which no cell's mean brightness has changed by this share of
 *     the range is the same as the last one that was analysed, 0..1; 0 analyses every frame
 * @param objectScore objects below it are left out, 0..1
 * @param objectOverlap above this intersection over union two boxes are one object
 * @param textSide larger pictures are scaled down to this width or height to find text, pixels
 * @param textRegionScore of a place where text is looked for, 0..1
 * @param textScore of a line that is believed, 0..1
 * @param longestSide frames wider or higher are refused, pixels
 * @param trackMemoryUs an object hidden for longer comes back as another, µs of event time
 * @param moderation what to do with a picture by its score
 * @param moderationEveryUs moderation looks at a picture that changed a little after so long, µs of
 *     event time
 * @param embeddingEveryUs likewise for the picture encoder
 * @param captioningEveryUs likewise for the model that describes pictures
 * @param payloadDir folder of the pictures that travel by reference; empty for none
 */
public record AnalyzerConf(
        int threads,
        int waitingFrames,
        int capacity,
        boolean shedStale,
        double changeThreshold,
        double objectScore,
        double objectOverlap,
        int textSide,
        double textRegionScore,
        double textScore,
        int longestSide,
        long trackMemoryUs,
        ModerationThresholds moderation,
        long moderationEveryUs,
        long embeddingEveryUs,
        long captioningEveryUs,
        String payloadDir)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Checks the counts. */
    public AnalyzerConf {
        if (threads < 1 || waitingFrames < 1 || capacity < 1) {
            throw new IllegalArgumentException(
                    "threads, waiting frames and capacity must be at least 1");
        }
    }

    /** What holds when nothing is set. */
    public static AnalyzerConf defaults() {
        return new AnalyzerConf(
                1,
                2,
                64,
                true,
                0.05,
                0.3,
                0.45,
                960,
                0.6,
                0.5,
                4096,
                3_000_000,
                ModerationThresholds.DEFAULT,
                5_000_000,
                1_000_000,
                10_000_000,
                "");
    }

    /** The same, shedding no frames. */
    public AnalyzerConf keepingAll() {
        return new AnalyzerConf(
                threads,
                waitingFrames,
                capacity,
                false,
                changeThreshold,
                objectScore,
                objectOverlap,
                textSide,
                textRegionScore,
                textScore,
                longestSide,
                trackMemoryUs,
                moderation,
                moderationEveryUs,
                embeddingEveryUs,
                captioningEveryUs,
                payloadDir);
    }

    /** The same, looking at every frame with every model. */
    public AnalyzerConf lookingAtAll() {
        return new AnalyzerConf(
                threads,
                waitingFrames,
                capacity,
                shedStale,
                0,
                objectScore,
                objectOverlap,
                textSide,
                textRegionScore,
                textScore,
                longestSide,
                trackMemoryUs,
                moderation,
                0,
                0,
                0,
                payloadDir);
    }
}
