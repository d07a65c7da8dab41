package dev.lockstep.schema.serde;

import dev.lockstep.schema.deadletter.FailureKind;
import dev.lockstep.schema.topic.Topic;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * What every record must hold beyond its schema: a stream or another key, and an event time Kafka
 * can take.
 */
final class RecordChecks {
    private RecordChecks() {}

    static <T extends SpecificRecordBase> void check(Topic<T> topic, T value)
            throws UndecodableRecordException {
        String streamId = topic.streamId(value);
        Schema.Field field = topic.schema().getField(topic.keyField());
        boolean optional = field != null && field.schema().isNullable();
        if (streamId == null ? !optional : streamId.isBlank()) {
            throw invalid(topic, topic.keyField() + " is empty; name the stream or the slot");
        }
        if (topic.eventTimeUs(value) < 0) {
            throw invalid(
                    topic,
                    topic.eventTimeField()
                            + " is "
                            + topic.eventTimeUs(value)
                            + "; give it in µs since the epoch");
        }
    }

    private static UndecodableRecordException invalid(Topic<?> topic, String what) {
        return new UndecodableRecordException(
                FailureKind.INVALID_FIELD,
                "A " + topic.type().getSimpleName() + " is not usable: its " + what + ".");
    }
}
