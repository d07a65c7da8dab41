package dev.lockstep.view.query;

/** The state is being rebuilt or moved to another instance; ask again soon. */
public final class ViewNotReadyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message a sentence that says what to do
     */
    public ViewNotReadyException(String message) {
        super(message);
    }
}
