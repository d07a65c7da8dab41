package dev.lockstep.view.query;

/** No instance of the view has the stream. */
public final class UnknownStreamException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message a sentence that says what to do
     */
    public UnknownStreamException(String message) {
        super(message);
    }
}
