package dev.lockstep.job.topology;

import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.avro.TextResult;
import dev.lockstep.schema.flow.StreamItem;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.jspecify.annotations.Nullable;

/**
 * What the text stage gives.
 *
 * @param results what was understood; null where texts are not
 * @param items texts, for the aligner
 * @param deadLetters what could not be processed
 */
public record TextStreams(
        @Nullable DataStream<TextResult> results,
        DataStream<StreamItem> items,
        DataStream<DeadLetter> deadLetters) {}
