package dev.lockstep.load.archive;

/**
 * The Avro schema that records were written with. Immutable.
 *
 * @param id its number in the archive, from 1
 * @param name full name of the record
 * @param json the schema as JSON
 */
public record ArchiveSchema(int id, String name, String json) {
    /** How MCAP calls the encoding of such schemas and of the messages. */
    public static final String ENCODING = "avro";
}
