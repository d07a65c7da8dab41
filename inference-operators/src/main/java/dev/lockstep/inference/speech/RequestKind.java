package dev.lockstep.inference.speech;

/** What a {@link SpeechRequest} asks for. */
public enum RequestKind {
    /** The utterance so far; may be skipped when a newer request of the utterance waits. */
    PARTIAL,
    /** The whole utterance; never skipped. */
    FINAL,
    /** No sound: the source has ended, and every request before this one has been answered. */
    END_OF_STREAM
}
