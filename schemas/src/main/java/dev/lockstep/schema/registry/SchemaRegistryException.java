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
        /** A schema that cannot be used: it does not read older records, or is not Avro. */
        INCOMPATIBLE,
        /** Anything else, such as missing rights or a request that it does not accept. */
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
