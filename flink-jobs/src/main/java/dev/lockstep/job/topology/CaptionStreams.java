package dev.lockstep.job.topology;

import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.avro.LedgerEntry;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What the speech stage gives.
 *
 * @param captions captions as they grow, and the ends of sources
 * @param settled final captions, nothing else
 * @param ledger counts by source
 * @param deadLetters what could not be processed
 */
public record CaptionStreams(
        DataStream<Caption> captions,
        DataStream<Caption> settled,
        DataStream<LedgerEntry> ledger,
        DataStream<DeadLetter> deadLetters) {}
