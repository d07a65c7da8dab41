package dev.lockstep.inference.speech.segment;

/**
 * How sound is cut into utterances. Defaults were chosen by measurement, see docs/performance.md.
 *
 * @param onsetThreshold speech probability at which an utterance opens, 0..1
 * @param offsetThreshold speech probability below which a frame counts as silence once an utterance
 *     is open; below {@code onsetThreshold}, so that a wavering score does not cut words
 * @param minSpeechMs speech that must be heard before an utterance opens, ms
 * @param preRollMs sound kept from before the onset, ms, so that a soft first consonant is heard
 * @param hangoverMs silence that closes an utterance, ms
 * @param longestUtteranceMs an utterance is cut when it reaches this length, ms
 * @param firstPartialMs length at which the first partial is asked for, ms
 * @param partialIntervalMs least time between two partials, ms
 * @param partialGrowth the interval is at least this share of the utterance's length, so that the
 *     cost of re-encoding a growing utterance stays bounded
 * @param pausePartialMs silence after which a partial is asked for of what no partial has heard
 *     yet, ms: the words before a pause, the last of an utterance among them, are shown without
 *     waiting for the interval or for the hangover; 0 for none
 * @param partials false: only finals are asked for
 */
public record SegmenterConf(
        double onsetThreshold,
        double offsetThreshold,
        int minSpeechMs,
        int preRollMs,
        int hangoverMs,
        int longestUtteranceMs,
        int firstPartialMs,
        int partialIntervalMs,
        double partialGrowth,
        int pausePartialMs,
        boolean partials)
        implements java.io.Serializable {

    public SegmenterConf {
        require(
                onsetThreshold > 0 && onsetThreshold < 1,
                "onsetThreshold must lie between 0 and 1");
        require(
                offsetThreshold > 0 && offsetThreshold <= onsetThreshold,
                "offsetThreshold must be above 0 and not above onsetThreshold");
        require(minSpeechMs >= 0, "minSpeechMs must not be negative");
        require(preRollMs >= 0 && preRollMs <= 2_000, "preRollMs must lie between 0 and 2000");
        require(hangoverMs >= 64, "hangoverMs must be at least 64, two frames of the detector");
        require(
                longestUtteranceMs >= 2_000 && longestUtteranceMs <= 30_000,
                "longestUtteranceMs must lie between 2000 and 30000");
        require(firstPartialMs >= 100, "firstPartialMs must be at least 100");
        require(partialIntervalMs >= 100, "partialIntervalMs must be at least 100");
        require(partialGrowth >= 0 && partialGrowth <= 1, "partialGrowth must lie between 0 and 1");
        require(pausePartialMs >= 0, "pausePartialMs must not be negative");
    }

    /** What is used unless something else is configured. */
    public static SegmenterConf defaults() {
        return new SegmenterConf(0.5, 0.35, 96, 320, 400, 12_000, 500, 500, 0.16, 0, true);
    }

    /** The same with another pause before a partial. */
    public SegmenterConf withPausePartial(int ms) {
        return new SegmenterConf(
                onsetThreshold,
                offsetThreshold,
                minSpeechMs,
                preRollMs,
                hangoverMs,
                longestUtteranceMs,
                firstPartialMs,
                partialIntervalMs,
                partialGrowth,
                ms,
                partials);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
