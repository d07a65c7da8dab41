package dev.lockstep.sink.rows;

import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.sink.store.LedgerRow;
import dev.lockstep.sink.store.StoreRow;
import java.util.Locale;

/** Rows of counts. Stateless. */
public final class LedgerRows {
    private LedgerRows() {}

    /** The row of an entry. */
    public static StoreRow of(LedgerEntry entry) {
        return StoreRow.of(
                new LedgerRow(
                        entry.getStreamId(),
                        entry.getSourceId(),
                        entry.getModality().name().toLowerCase(Locale.ROOT),
                        entry.getInterval(),
                        entry.getRead(),
                        entry.getMatched(),
                        entry.getLateRevised(),
                        entry.getLateDropped(),
                        entry.getDuplicate(),
                        entry.getInvalid(),
                        entry.getShed(),
                        entry.getEndOfStream()));
    }
}
