package dev.lockstep.view.topology;

/** What lies in a store cannot be read, because the registry does not give its schema for now. */
public final class StoredRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoredRecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
