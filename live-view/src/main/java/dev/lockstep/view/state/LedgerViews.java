package dev.lockstep.view.state;

import dev.lockstep.schema.avro.LedgerEntry;
import dev.lockstep.view.model.LedgerView;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** The ledger as the view tells it. Stateless. */
public final class LedgerViews {
    private static final Comparator<LedgerEntry> NEWEST =
            Comparator.comparingLong(LedgerEntry::getInterval)
                    .thenComparing(LedgerEntry::getEndOfStream)
                    .thenComparingLong(LedgerEntry::getRead)
                    .thenComparingLong(LedgerEntry::getEventTimeUs);

    private LedgerViews() {}

    /**
     * Whether an entry is newer than the one that is kept: counts are totals, so it replaces it.
     */
    public static boolean isNewer(@Nullable LedgerEntry kept, LedgerEntry incoming) {
        return kept == null || NEWEST.compare(incoming, kept) > 0;
    }

    /** The view of an entry. */
    public static LedgerView of(LedgerEntry entry, Origin origin) {
        return new LedgerView(
                entry.getSourceId(),
                ModelViews.word(entry.getModality()),
                entry.getRead(),
                entry.getMatched(),
                entry.getLateRevised(),
                entry.getLateDropped(),
                entry.getDuplicate(),
                entry.getInvalid(),
                entry.getShed(),
                entry.getEndOfStream(),
                entry.getEventTimeUs() <= 0 ? null : origin.mediaMs(entry.getEventTimeUs()));
    }
}
