package dev.lockstep.schema.topic;

/** Topics could not be created or looked at; the message says what to do. */
public final class TopicException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** An exception with the sentence to show and what lay under it. */
    public TopicException(String message, Throwable cause) {
        super(message, cause);
    }
}
