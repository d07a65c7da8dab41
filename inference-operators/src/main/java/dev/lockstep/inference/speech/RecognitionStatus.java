package dev.lockstep.inference.speech;

/** How a recognition ended. */
public enum RecognitionStatus {
    /** There is a hypothesis, maybe an empty one. */
    RECOGNIZED,
    /** A newer request of the same utterance had overtaken this partial; nothing was run. */
    SKIPPED,
    /** The model failed; the failure says how. */
    FAILED
}
