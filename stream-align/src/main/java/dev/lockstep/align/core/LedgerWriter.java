package dev.lockstep.align.core;

import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.schema.avro.Modality;

/** Writes the ledger of a stream: one entry for each source. Stateless. */
final class LedgerWriter {

    /** Whether another interval of event time has gone by. */
    boolean isDue(StreamState state, long intervalUs) {
        if (state.ledgerAtUs == SourceTrack.UNKNOWN) {
            state.ledgerAtUs = state.leadUs;
            return false;
        }
        return state.leadUs - state.ledgerAtUs >= intervalUs;
    }

    /**
     * Writes it.
     *
     * @param end whether the stream has ended and the counts are final
     */
    void write(StreamState state, boolean end, AlignOutput out) {
        state.ledgerAtUs = state.leadUs;
        state.recordsAfterClose = 0;
        long interval = state.ledgerInterval++;
        for (SourceTrack source : state.sources) {
            if (source.counts.total() == 0) {
                continue;
            }
            LedgerEntry.Builder entry =
                    LedgerEntry.newBuilder()
                            .setStreamId(state.streamId)
                            .setSourceId(source.id)
                            .setModality(source.modality)
                            .setEventTimeUs(eventTimeUs(state))
                            .setInterval(interval)
                            .setEndOfStream(end && source.modality != Modality.UNKNOWN)
                            .setWindowsSettled(state.settledWindows);
            out.ledger(source.counts.fill(entry).build());
        }
    }

    private static long eventTimeUs(StreamState state) {
        return state.leadUs == SourceTrack.UNKNOWN ? 0 : state.leadUs;
    }
}
