package dev.lockstep.job.topology;

import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.avro.VisionResult;
import dev.lockstep.schema.flow.StreamItem;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.jspecify.annotations.Nullable;

/**
 * What the video stage gives.
 *
 * @param results what was seen; null where vision is off
 * @param items frames without pictures, for the aligner
 * @param deadLetters what could not be processed
 */
public record VisionStreams(
        @Nullable DataStream<VisionResult> results,
        DataStream<StreamItem> items,
        DataStream<DeadLetter> deadLetters) {}
