package dev.lockstep.sink.store;

import org.jspecify.annotations.Nullable;

/**
 * One row of any table, as it travels to a store; one component is not null. Immutable. A record
 * and not a sealed interface, because Flink can serialise a record without Kryo.
 *
 * @param stream of the table stream
 * @param caption of the table caption
 * @param window of the table aligned_window
 * @param ledger of the table ledger
 * @param passage of the table passage
 */
public record StoreRow(
        @Nullable StreamRow stream,
        @Nullable CaptionRow caption,
        @Nullable WindowRow window,
        @Nullable LedgerRow ledger,
        @Nullable PassageRow passage) {
    /** A stream. */
    public static StoreRow of(StreamRow row) {
        return new StoreRow(row, null, null, null, null);
    }

    /** A caption. */
    public static StoreRow of(CaptionRow row) {
        return new StoreRow(null, row, null, null, null);
    }

    /** A window. */
    public static StoreRow of(WindowRow row) {
        return new StoreRow(null, null, row, null, null);
    }

    /** Counts. */
    public static StoreRow of(LedgerRow row) {
        return new StoreRow(null, null, null, row, null);
    }

    /** A passage. */
    public static StoreRow of(PassageRow row) {
        return new StoreRow(null, null, null, null, row);
    }
}
