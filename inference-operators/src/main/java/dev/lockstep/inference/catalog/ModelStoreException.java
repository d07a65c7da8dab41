package dev.lockstep.inference.catalog;

/**
 * A model cannot be had: unknown, not to be fetched, or not what was promised. The message is one
 * or two sentences that say what happened and what to do, fit to be shown to a user as it is.
 */
public final class ModelStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** An exception with the sentence to show. */
    public ModelStoreException(String message) {
        super(message);
    }

    /** An exception with the sentence to show and what lay under it. */
    public ModelStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
