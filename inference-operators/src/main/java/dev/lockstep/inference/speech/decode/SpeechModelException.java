package dev.lockstep.inference.speech.decode;

/** The runtime could not load or run a speech model; the message is for a person. */
public final class SpeechModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what failed and what to do
     * @param cause what the runtime said
     */
    public SpeechModelException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * @param message what failed and what to do
     */
    public SpeechModelException(String message) {
        super(message);
    }
}
