package dev.lockstep.sink.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows that are to be written together, each once however often it came. Not thread-safe. */
public final class RowBatch {
    private final Map<Object, StreamRow> streams = new LinkedHashMap<>();
    private final Map<Object, CaptionRow> captions = new LinkedHashMap<>();
    private final Map<Object, WindowRow> windows = new LinkedHashMap<>();
    private final Map<Object, LedgerRow> ledger = new LinkedHashMap<>();
    private final Map<Object, PassageRow> passages = new LinkedHashMap<>();

    /** A batch of some rows. */
    public static RowBatch of(Collection<StoreRow> rows) {
        RowBatch batch = new RowBatch();
        rows.forEach(batch::add);
        return batch;
    }

    /** Adds a row, or merges it with the one that has its key. */
    public void add(StoreRow row) {
        put(streams, row.stream());
        put(captions, row.caption());
        put(windows, row.window());
        put(ledger, row.ledger());
        put(passages, row.passage());
    }

    private static <R extends MergeableRow<R>> void put(Map<Object, R> rows, @Nullable R row) {
        if (row != null) {
            rows.merge(row.key(), row, (known, later) -> known.merge(later));
        }
    }

    /** Rows that will be written. */
    public int size() {
        return streams.size() + captions.size() + windows.size() + ledger.size() + passages.size();
    }

    /** Whether there is nothing to write. */
    public boolean isEmpty() {
        return size() == 0;
    }

    /** Its rows. */
    public List<StoreRow> rows() {
        List<StoreRow> rows = new ArrayList<>(size());
        streams.values().forEach(row -> rows.add(StoreRow.of(row)));
        captions.values().forEach(row -> rows.add(StoreRow.of(row)));
        windows.values().forEach(row -> rows.add(StoreRow.of(row)));
        ledger.values().forEach(row -> rows.add(StoreRow.of(row)));
        passages.values().forEach(row -> rows.add(StoreRow.of(row)));
        return rows;
    }

    Collection<StreamRow> streams() {
        return streams.values();
    }

    Collection<CaptionRow> captions() {
        return captions.values();
    }

    Collection<WindowRow> windows() {
        return windows.values();
    }

    Collection<LedgerRow> ledger() {
        return ledger.values();
    }

    Collection<PassageRow> passages() {
        return passages.values();
    }
}
