package dev.lockstep.schema.registry;

import org.apache.avro.Schema;

/** Gives schemas ids and ids schemas. Implementations are thread-safe and cache both ways. */
public interface SchemaRegistry extends AutoCloseable {
    /**
     * Registers a schema under a subject, or finds it there, and returns its id.
     *
     * @throws SchemaRegistryException when the subject's compatibility rule refuses the schema or
     *     the registry cannot be reached
     */
    int register(String subject, Schema schema);

    /**
     * The schema of an id.
     *
     * @throws SchemaRegistryException when the id is not known or the registry cannot be reached
     */
    Schema byId(int id);

    /** Lets go of connections; calls after it are refused. */
    @Override
    default void close() {}
}
