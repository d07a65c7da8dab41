package dev.lockstep.sink.deadletter;

import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.topic.Topics;
import dev.lockstep.sink.kafka.KafkaSinkConf;
import dev.lockstep.sink.kafka.KafkaSinks;
import org.apache.flink.connector.kafka.sink.KafkaSink;

/** Sinks for dead letters. */
public final class DeadLetterSinks {
    private DeadLetterSinks() {}

    /**
     * Writes each dead letter once, so that what was read adds up with what came out.
     *
     * @param jobName names the job's transactions; the same whenever the job starts again
     */
    public static KafkaSink<DeadLetter> exactlyOnce(KafkaSinkConf conf, String jobName) {
        if (jobName.isBlank()) {
            throw new IllegalArgumentException(
                    "The sink of dead letters needs the job's name for its transactions.");
        }
        return KafkaSinks.exactlyOnce(Topics.DEAD_LETTERS, conf, jobName + "-dead-letters");
    }
}
