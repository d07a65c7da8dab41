package dev.lockstep.job.topology;

import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.avro.LedgerEntry;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What the align stage gives.
 *
 * @param windows windows as they fire, and their revisions
 * @param settled windows that nothing can change any more
 * @param ledger counts by source
 * @param deadLetters what was refused or came too late
 */
public record AlignedStreams(
        DataStream<AlignedWindow> windows,
        DataStream<AlignedWindow> settled,
        DataStream<LedgerEntry> ledger,
        DataStream<DeadLetter> deadLetters) {}
