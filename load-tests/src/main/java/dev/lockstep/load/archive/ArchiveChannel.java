package dev.lockstep.load.archive;

import java.util.Map;

/**
 * A topic, partition and key of Kafka, and how the values on it are encoded. Immutable.
 *
 * @param id its number in the archive
 * @param schemaId the schema of its values; 0 where they have none
 * @param topic the topic
 * @param encoding how its values are encoded
 * @param metadata what else is known of it
 */
public record ArchiveChannel(
        int id, int schemaId, String topic, String encoding, Map<String, String> metadata) {
    /** Encoding of values that are kept as they were on the topic, framing and all. */
    public static final String RAW = "kafka-value";

    /** Metadata: number of the partition. */
    public static final String PARTITION = "partition";

    /** Metadata: the Kafka key as text; absent where there is none or it is no text. */
    public static final String KEY = "key";

    /** Metadata: the Kafka key in base64, where it is no text. */
    public static final String KEY_BASE64 = "key_base64";

    /** Metadata: the id of the schema in the registry of the recorded cluster. */
    public static final String REGISTRY_ID = "registry_schema_id";

    /** Metadata: {@code true} where the values are null. */
    public static final String NULL_VALUE = "null_value";

    public ArchiveChannel {
        metadata = Map.copyOf(metadata);
    }
}
