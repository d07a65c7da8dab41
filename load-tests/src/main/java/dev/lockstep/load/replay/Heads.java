package dev.lockstep.load.replay;

import dev.lockstep.load.archive.ArchiveMessage;
import dev.lockstep.load.archive.ArchiveSchema;
import dev.lockstep.local.failure.UserException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.jspecify.annotations.Nullable;

/** The heads of an archive's records, by its schemas. Not thread-safe. */
final class Heads {
    private final Map<Integer, Schema> schemas = new HashMap<>();

    /**
     * Heads by these schemas.
     *
     * @throws UserException when one of them is no Avro schema
     */
    Heads(Map<Integer, ArchiveSchema> archived) {
        archived.forEach((id, schema) -> schemas.put(id, parse(schema)));
    }

    /**
     * A schema of an archive.
     *
     * @throws UserException when it is no Avro schema
     */
    static Schema parse(ArchiveSchema schema) {
        try {
            return new Schema.Parser().parse(schema.json());
        } catch (SchemaParseException e) {
            throw new UserException(
                    "The archive's schema '"
                            + schema.name()
                            + "' is no Avro schema ("
                            + e.getMessage()
                            + "): name a file that lockstep record wrote.",
                    e);
        }
    }

    /**
     * The head of a record; one that is no record of its topic has only its key.
     *
     * @throws IOException when it is not of the schema beside it, as a sentence
     */
    RecordHead of(ArchiveMessage message) throws IOException {
        @Nullable Schema schema = schemas.get(message.channel().schemaId());
        if (schema == null) {
            return RecordHead.NONE;
        }
        try {
            return RecordHead.read(schema, message.data());
        } catch (IOException | RuntimeException e) {
            throw new IOException(
                    "Record "
                            + Integer.toUnsignedString(message.sequence())
                            + " of "
                            + message.channel().topic()
                            + " is not of the schema that the archive gives for it ("
                            + e
                            + "): leave its topic out with --topics, or record it again.",
                    e);
        }
    }
}
