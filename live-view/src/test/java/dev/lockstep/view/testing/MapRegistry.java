package dev.lockstep.view.testing;

import dev.lockstep.schema.registry.SchemaRegistry;
import dev.lockstep.schema.registry.SchemaRegistryException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/** Schemas in memory, for tests of the topology without a registry. Thread-safe. */
public final class MapRegistry implements SchemaRegistry {
    private final List<Schema> schemas = new ArrayList<>();

    @Override
    public synchronized int register(String subject, Schema schema) {
        int known = schemas.indexOf(schema);
        if (known < 0) {
            schemas.add(schema);
        }
        return known < 0 ? schemas.size() : known + 1;
    }

    @Override
    public synchronized Schema byId(int id) {
        if (id < 1 || id > schemas.size()) {
            throw new SchemaRegistryException(
                    SchemaRegistryException.Kind.NOT_FOUND, "There is no schema " + id + ".", null);
        }
        return schemas.get(id - 1);
    }
}
