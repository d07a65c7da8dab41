package dev.lockstep.inference.speech.recognize;

import dev.lockstep.inference.speech.context.SteeringConf;

/**
 * Which speech models a process uses and how.
 *
 * @param modelId catalogue id of the recogniser
 * @param modelVersion its version
 * @param modelFolder folder with the recogniser's files, see {@link
 *     dev.lockstep.inference.speech.model.SpeechModelFiles}
 * @param detectorFile the voice activity detector, {@code silero_vad.onnx}
 * @param threads requests that run side by side in this process
 * @param skipStalePartials true: a partial that a newer request waits behind is skipped (live);
 *     false: every partial is answered, so that a replay gives the same result each time
 * @param guard what to believe
 * @param steering how far terms on screen steer
 */
public record SpeechConf(
        String modelId,
        String modelVersion,
        String modelFolder,
        String detectorFile,
        int threads,
        boolean skipStalePartials,
        HypothesisGuard guard,
        SteeringConf steering)
        implements java.io.Serializable {

    public SpeechConf {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, is " + threads);
        }
    }
}
