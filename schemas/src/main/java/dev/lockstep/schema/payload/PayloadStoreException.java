package dev.lockstep.schema.payload;

import org.jspecify.annotations.Nullable;

/** A payload could not be stored or read; the message says what to do. */
public final class PayloadStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Kind {
        /** It is not there, or no longer. */
        MISSING,
        /** What is there is not what was stored, or the reference is none of this store's. */
        DAMAGED,
        /** The store itself does not work. */
        UNAVAILABLE
    }

    private final Kind kind;

    PayloadStoreException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Why. */
    public Kind kind() {
        return kind;
    }
}
