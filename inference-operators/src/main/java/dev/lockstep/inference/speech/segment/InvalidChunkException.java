package dev.lockstep.inference.speech.segment;

/** A chunk that cannot be used and must become a dead letter; the message is for a person. */
public final class InvalidChunkException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what was wrong and what to do
     */
    public InvalidChunkException(String message) {
        super(message);
    }
}
