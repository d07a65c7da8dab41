package dev.lockstep.local.failure;

/**
 * The command cannot do what it was asked; the message is one sentence or two that say what
 * happened and what to do, fit to be shown as it is.
 */
public final class UserException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** An exception with the sentence to show. */
    public UserException(String message) {
        super(message);
    }

    /** An exception with the sentence to show and what lay under it. */
    public UserException(String message, Throwable cause) {
        super(message, cause);
    }
}
