package dev.lockstep.load.drive;

import dev.lockstep.schema.topic.Topic;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * A record and when it is meant to be sent. Immutable.
 *
 * @param dueUs wall clock at which it is handed over, µs since the epoch
 * @param topic where it goes
 * @param record makes it, given the moment at which it is really handed over (its ingest time, µs
 *     since the epoch)
 */
public record DueRecord<T extends SpecificRecordBase>(
        long dueUs, Topic<T> topic, LongFunction<T> record) {
    /** The same, later. */
    public DueRecord<T> delayed(long us) {
        return new DueRecord<>(dueUs + us, topic, record);
    }

    /** The same with another content. */
    public DueRecord<T> changed(UnaryOperator<T> change) {
        return new DueRecord<>(dueUs, topic, nowUs -> change.apply(record.apply(nowUs)));
    }

    void send(Outlet outlet, long nowUs) {
        outlet.send(topic, record.apply(nowUs));
    }
}
