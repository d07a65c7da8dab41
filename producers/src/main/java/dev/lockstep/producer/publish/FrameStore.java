package dev.lockstep.producer.publish;

import dev.lockstep.schema.avro.PayloadReference;

/** Where pictures go that are too large for a record. */
@FunctionalInterface
public interface FrameStore {

    /** Largest payload that travels in a record, bytes. */
    int INLINE_LIMIT_BYTES = 256 * 1024;

    /**
     * Keeps a payload; it can be read before this returns.
     *
     * @throws ProducerException when it cannot be kept
     */
    PayloadReference put(byte[] payload);
}
