package dev.lockstep.schema.registry;

import org.jspecify.annotations.Nullable;

/** The registry did not do what was asked; the message says what to do about it. */
public final class SchemaRegistryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Kind {
        /** No answer in time, or an answer that promises better luck later. */
        UNREACHABLE,
        /** It does not know the id or subject. */
        NOT_FOUND,
        /** The new schema cannot read what was written with an older one. */
        INCOMPATIBLE,
        /** Anything else, such as a request it does not accept or a schema it cannot parse. */
        REFUSED
    }

    private final Kind kind;

    /** An exception with the sentence to show. */
    public SchemaRegistryException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Why. */
    public Kind kind() {
        return kind;
    }
}
