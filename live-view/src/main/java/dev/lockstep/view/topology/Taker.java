package dev.lockstep.view.topology;

import org.apache.avro.specific.SpecificRecordBase;

/** Takes the records of a topic into the state. Called by one thread. */
@FunctionalInterface
interface Taker<T extends SpecificRecordBase> {
    /**
     * Takes a record.
     *
     * @param value its bytes as they lie on the topic
     */
    void take(T record, byte[] value);
}
