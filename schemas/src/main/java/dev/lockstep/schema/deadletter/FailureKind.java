package dev.lockstep.schema.deadletter;

/** Why a record could not be processed; the names are stable and stand in dead letters. */
public enum FailureKind {
    /** The record has no value. */
    EMPTY,
    /** The value does not begin with the wire format's zero byte and a schema id. */
    BAD_MAGIC,
    /** The registry does not know the schema id. */
    UNKNOWN_SCHEMA_ID,
    /** The writer's schema cannot be read as this topic's record. */
    INCOMPATIBLE_SCHEMA,
    /** The bytes are not a record of the writer's schema. */
    CORRUPT,
    /** Bytes follow the record. */
    TRAILING_BYTES,
    /** The value, or a length that it claims, is above the limit. */
    TOO_LARGE,
    /** A field holds what it must not. */
    INVALID_FIELD,
    /** The registry could not be reached or does not let us in: nothing is known of the record. */
    REGISTRY_UNREACHABLE,
    /** A model could not answer. */
    INFERENCE_FAILED,
    /** A payload kept elsewhere is gone. */
    PAYLOAD_MISSING,
    /** It came after all windows that it belongs to had settled; nothing is wrong with it. */
    TOO_LATE;

    /**
     * True when nothing is wrong with the record itself: the job should fail and try again instead
     * of sending good records to the dead letters.
     */
    public boolean isInfrastructure() {
        return this == REGISTRY_UNREACHABLE;
    }
}
