package dev.lockstep.schema;

import dev.lockstep.schema.registry.SchemaRegistry;
import dev.lockstep.schema.registry.SchemaRegistryException;
import dev.lockstep.schema.registry.SchemaRegistryException.Kind;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/** Ids by order of arrival, no compatibility rule; can be told to be out of reach. */
public final class InMemorySchemaRegistry implements SchemaRegistry {
    private final List<Schema> schemas = new ArrayList<>();
    private boolean unreachable;

    @Override
    public synchronized int register(String subject, Schema schema) {
        requireReachable();
        int at = schemas.indexOf(schema);
        if (at < 0) {
            schemas.add(schema);
            at = schemas.size() - 1;
        }
        return at + 1;
    }

    @Override
    public synchronized Schema byId(int id) {
        requireReachable();
        if (id < 1 || id > schemas.size()) {
            throw new SchemaRegistryException(
                    Kind.NOT_FOUND, "There is no schema " + id + ".", null);
        }
        return schemas.get(id - 1);
    }

    /** From now on every call fails, or no longer. */
    public synchronized void setUnreachable(boolean unreachable) {
        this.unreachable = unreachable;
    }

    private void requireReachable() {
        if (unreachable) {
            throw new SchemaRegistryException(
                    Kind.UNREACHABLE, "The registry is out of reach.", null);
        }
    }
}
