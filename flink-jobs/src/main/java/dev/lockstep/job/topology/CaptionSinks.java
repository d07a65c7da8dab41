package dev.lockstep.job.topology;

import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.avro.LedgerEntry;
import org.apache.flink.api.connector.sink2.Sink;

/**
 * Where what the speech stage gives goes.
 *
 * @param transcripts for captions as they grow
 * @param settled for final captions
 * @param ledger for counts
 * @param deadLetters for what could not be processed
 */
public record CaptionSinks(
        Sink<Caption> transcripts,
        Sink<Caption> settled,
        Sink<LedgerEntry> ledger,
        Sink<DeadLetter> deadLetters) {}
