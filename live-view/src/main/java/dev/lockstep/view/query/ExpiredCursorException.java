package dev.lockstep.view.query;

/** What followed the cursor is not kept any more. */
public final class ExpiredCursorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message a sentence that says what to do
     */
    public ExpiredCursorException(String message) {
        super(message);
    }
}
