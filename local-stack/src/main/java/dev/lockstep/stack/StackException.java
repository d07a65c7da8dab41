package dev.lockstep.stack;

/**
 * A part of the local stack could not be started or has died; the message is one or two sentences
 * that say what happened and what to do, fit to be shown to a user as it is.
 */
public final class StackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** An exception with the sentence to show. */
    public StackException(String message) {
        super(message);
    }

    /** An exception with the sentence to show and what lay under it. */
    public StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
