package dev.lockstep.inference.vision.model;

/** A vision model cannot be loaded or run; the message is for a person. */
public final class VisionModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what failed and what to do
     * @param cause what the runtime said
     */
    public VisionModelException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * @param message what failed and what to do
     */
    public VisionModelException(String message) {
        super(message);
    }
}
