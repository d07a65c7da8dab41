package dev.lockstep.job.topology;

import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.flow.StreamItem;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What the speech stage gives.
 *
 * @param captions captions as they grow, and the ends of sources
 * @param settled final captions, nothing else
 * @param items chunks without samples, and committed words, for the aligner
 * @param deadLetters what could not be processed
 */
public record CaptionStreams(
        DataStream<Caption> captions,
        DataStream<Caption> settled,
        DataStream<StreamItem> items,
        DataStream<DeadLetter> deadLetters) {}
