package dev.lockstep.job.topology;

import dev.lockstep.schema.avro.AlignedWindow;
import dev.lockstep.schema.avro.Caption;
import dev.lockstep.schema.avro.DeadLetter;
import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.schema.avro.ModelEvent;
import dev.lockstep.schema.avro.TextResult;
import dev.lockstep.schema.avro.VisionResult;
import org.apache.flink.api.connector.sink2.Sink;

/**
 * Where what the job makes goes.
 *
 * @param transcripts for captions as they grow
 * @param settled for final captions
 * @param vision for what was seen
 * @param text for what was understood of texts
 * @param aligned for windows as they fire
 * @param alignedSettled for windows that have settled
 * @param ledger for counts
 * @param deadLetters for what could not be processed
 * @param modelEvents for what became of models
 */
public record CaptionSinks(
        Sink<Caption> transcripts,
        Sink<Caption> settled,
        Sink<VisionResult> vision,
        Sink<TextResult> text,
        Sink<AlignedWindow> aligned,
        Sink<AlignedWindow> alignedSettled,
        Sink<LedgerEntry> ledger,
        Sink<DeadLetter> deadLetters,
        Sink<ModelEvent> modelEvents) {}
