package dev.lockstep.load.drive;

import dev.lockstep.schema.topic.Topic;
import org.apache.avro.specific.SpecificRecordBase;

/** Where records go; a record publisher as a rule. */
public interface Outlet {
    /** Hands a record over; may wait until there is room for it. */
    <T extends SpecificRecordBase> void send(Topic<T> topic, T value);
}
