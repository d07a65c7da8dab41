package dev.lockstep.inference.speech.segment;

/**
 * Finds where to cut an utterance that has become too long: at the quietest moment of its last 40
 * %, judged by the mean speech probability of five frames (160 ms), the later one of equals.
 */
final class UtteranceCutter {
    private static final int HALF_WIDTH = 2;
    private static final double SEARCHED_SHARE = 0.4;

    private final int longestSamples;

    UtteranceCutter(int longestSamples) {
        this.longestSamples = longestSamples;
    }

    int longestSamples() {
        return longestSamples;
    }

    /** The cut in samples, a whole number of frames, above 0 and not above {@code scored}. */
    int cut(ByteTrack probabilities, int scored, int earliest) {
        int frames = scored / VoiceActivityDetector.FRAME_SAMPLES;
        int first =
                Math.max(
                        1 + earliest / VoiceActivityDetector.FRAME_SAMPLES,
                        (int) (frames * (1 - SEARCHED_SHARE)));
        int best = frames;
        double quietest = Double.MAX_VALUE;
        for (int frame = first; frame < frames - HALF_WIDTH; frame++) {
            double sum = 0;
            for (int i = frame - HALF_WIDTH; i <= frame + HALF_WIDTH; i++) {
                sum += probabilities.get(Math.max(0, i));
            }
            if (sum <= quietest) {
                quietest = sum;
                best = frame;
            }
        }
        return best * VoiceActivityDetector.FRAME_SAMPLES;
    }
}
