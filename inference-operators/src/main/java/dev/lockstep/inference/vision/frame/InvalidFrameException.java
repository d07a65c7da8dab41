package dev.lockstep.inference.vision.frame;

/** A frame cannot be used; the message is one sentence that says why. */
public final class InvalidFrameException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what is wrong with the frame
     */
    public InvalidFrameException(String message) {
        super(message);
    }

    InvalidFrameException(String message, Throwable cause) {
        super(message, cause);
    }
}
