package dev.lockstep.schema.registry;

import java.io.Serializable;

/** Opens a registry client where it is needed: travels to a Flink task, the client does not. */
@FunctionalInterface
public interface SchemaRegistrySupplier extends Serializable {
    /** A client of the caller's own, to be closed by the caller. Makes no request yet. */
    SchemaRegistry open();
}
