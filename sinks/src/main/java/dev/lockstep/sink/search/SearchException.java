package dev.lockstep.sink.search;

/** The store could not be asked. */
public final class SearchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** An exception with the sentence to show. */
    public SearchException(String message) {
        super(message);
    }

    /**
     * @param message a sentence that says what to do
     */
    public SearchException(String message, Throwable cause) {
        super(message, cause);
    }
}
