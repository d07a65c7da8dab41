package dev.lockstep.inference.model;

/** A model cannot be loaded or run; the message is for a person. */
public final class ModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what failed and what to do
     * @param cause what the runtime said
     */
    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * @param message what failed and what to do
     */
    public ModelException(String message) {
        super(message);
    }
}
