package dev.lockstep.schema.payload;

import dev.lockstep.schema.avro.PayloadReference;

/**
 * Claim check: keeps payloads that are too big to travel inline, under the SHA-256 of their content
 * and for a limited time. An object is stored before the record that names it is published.
 * Implementations are thread-safe.
 */
public interface PayloadStore {
    /** Payloads above this many bytes travel by reference. */
    int INLINE_LIMIT_BYTES = 256 * 1024;

    /**
     * Stores a payload, or lengthens the life of the same one stored before.
     *
     * @throws PayloadStoreException when it cannot be stored
     */
    PayloadReference put(byte[] payload);

    /**
     * The payload of a reference, its size and hash checked.
     *
     * @throws PayloadStoreException when it is missing, damaged or cannot be read
     */
    byte[] get(PayloadReference reference);

    /**
     * Removes what has outlived its time.
     *
     * @return how many objects were removed
     */
    int sweep();
}
