package dev.lockstep.schema.serde;

import dev.lockstep.schema.deadletter.FailureKind;
import org.jspecify.annotations.Nullable;

/** A record's bytes do not give a record; the message says what is wrong and what to do. */
public final class UndecodableRecordException extends Exception {
    private static final long serialVersionUID = 1L;

    private final FailureKind kind;

    /** An exception with the sentence to show. */
    public UndecodableRecordException(FailureKind kind, String message) {
        this(kind, message, null);
    }

    /** An exception with the sentence to show and what lay under it. */
    public UndecodableRecordException(FailureKind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Why. */
    public FailureKind kind() {
        return kind;
    }

    /** The message, never null. */
    public String reason() {
        String message = getMessage();
        return message == null ? kind.name() : message;
    }
}
