package dev.lockstep.schema.record;

import java.util.Map;

/**
 * Bounds what Avro allocates because a record's bytes claim so. Avro reads the limits once, when
 * its classes load, so they are best given on the JVM's command line too; what stands there wins.
 *
 * <p>The Avro inside the registry client is relocated, and its property names with it.
 */
public final class AvroLimits {
    /** Longest bytes field, bytes. */
    public static final int MAX_BYTES = 64 * 1024 * 1024;

    /** Longest string, bytes of UTF-8. */
    public static final int MAX_STRING = 16 * 1024 * 1024;

    /** Most items of an array or map. */
    public static final int MAX_ITEMS = 1_000_000;

    private static final String RELOCATED = "org.apache.flink.avro.shaded.";

    private static final Map<String, Integer> LIMITS =
            Map.of(
                    "org.apache.avro.limits.bytes.maxLength", MAX_BYTES,
                    "org.apache.avro.limits.string.maxLength", MAX_STRING,
                    "org.apache.avro.limits.collectionItems.maxLength", MAX_ITEMS);

    private AvroLimits() {}

    /** Sets the limits that are not set yet, for both Avros. Cheap to repeat. */
    public static void install() {
        LIMITS.forEach(
                (name, limit) -> {
                    setIfAbsent(name, limit);
                    setIfAbsent(RELOCATED + name, limit);
                });
    }

    private static void setIfAbsent(String name, int limit) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, Integer.toString(limit));
        }
    }
}
