package dev.lockstep.job.topology;

import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.avro.ModelEvent;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What becomes of control records.
 *
 * @param events what became of the models
 * @param deadLetters records that cannot be used
 */
public record ControlStreams(DataStream<ModelEvent> events, DataStream<DeadLetter> deadLetters) {}
