package dev.lockstep.inference.speech.recognize;

import dev.lockstep.inference.decode.DecoderSession;
import dev.lockstep.inference.decode.GreedyDecoder;
import dev.lockstep.inference.speech.SpeechRequest;
import dev.lockstep.inference.speech.model.SpeechModel;

/** A first run of a speech model. Stateless. */
final class SpeechWarmUp {
    private static final int HERTZ = 220;
    private static final int LEVEL = 1000;
    private static final int[] NO_TOKENS = {};

    private SpeechWarmUp() {}

    /**
     * Decodes a second of a quiet tone.
     *
     * @throws RuntimeException if the model fails
     */
    static void run(SpeechModel model) {
        short[] samples =
                new short[Math.max(SpeechRequest.SAMPLE_RATE_HZ, model.spec().shortestSamples())];
        for (int i = 0; i < samples.length; i++) {
            double angle = 2 * Math.PI * HERTZ * i / SpeechRequest.SAMPLE_RATE_HZ;
            samples[i] = (short) (LEVEL * Math.sin(angle));
        }
        try (DecoderSession session = model.encode(samples)) {
            new GreedyDecoder(model.spec().decoding())
                    .decode(session, NO_TOKENS, NO_TOKENS, model.spec().maxTokens(samples.length));
        }
    }
}
