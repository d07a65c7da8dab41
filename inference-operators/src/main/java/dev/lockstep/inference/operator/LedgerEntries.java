package dev.lockstep.inference.operator;

import dev.lockstep.inference.speech.RequestKind;
import dev.lockstep.inference.speech.SourceCounts;
import dev.lockstep.inference.speech.SpeechOutcome;
import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.schema.avro.Modality;

/** Makes ledger entries of the counts that outcomes carry. */
final class LedgerEntries {
    private LedgerEntries() {}

    static LedgerEntry of(SpeechOutcome outcome, long interval) {
        SourceCounts counts = outcome.counts();
        return LedgerEntry.newBuilder()
                .setStreamId(outcome.span().streamId())
                .setSourceId(outcome.span().sourceId())
                .setModality(Modality.AUDIO)
                .setEventTimeUs(outcome.span().capturedUs())
                .setInterval(interval)
                .setRead(counts.read())
                .setMatched(counts.matched())
                .setDuplicate(counts.duplicate())
                .setInvalid(counts.invalid())
                .setEndOfStream(outcome.span().kind() == RequestKind.END_OF_STREAM)
                .build();
    }
}
