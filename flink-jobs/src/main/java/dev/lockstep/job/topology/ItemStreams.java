package dev.lockstep.job.topology;

import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.flow.StreamItem;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What a stage gives to the aligner.
 *
 * @param items items
 * @param deadLetters what could not be processed
 */
public record ItemStreams(DataStream<StreamItem> items, DataStream<DeadLetter> deadLetters) {}
