package dev.lockstep.load.replay;

import dev.lockstep.load.archive.ArchiveChannel;
import dev.lockstep.load.archive.ArchiveMessage;
import dev.lockstep.load.archive.ArchiveSchema;

import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The heads of an archive's records, by its schemas. Not thread-safe. */
final class Heads {
    private final Map<Integer, Schema> schemas = new HashMap<>();

    Heads(Map<Integer, ArchiveSchema> archived) {
        archived.forEach((id, schema) -> schemas.put(id, new Schema.Parser().parse(schema.json())));
    }

    /** The head of a record; one that is no record of its topic has only its key. */
    RecordHead of(ArchiveMessage message) throws IOException {
        ArchiveChannel channel = message.channel();
        @Nullable Schema schema = schemas.get(channel.schemaId());
        return schema == null
                ? new RecordHead(null, null, false, 0, 0)
                : RecordHead.read(schema, message.data());
    }
}
