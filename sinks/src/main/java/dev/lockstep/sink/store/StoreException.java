package dev.lockstep.sink.store;

/** The store cannot be opened or written. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message a sentence that says what happened and what to do
     */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
