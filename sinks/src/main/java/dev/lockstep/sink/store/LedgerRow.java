package dev.lockstep.sink.store;

import java.util.List;

/**
 * Counts of a source, totals since its start. Immutable. Of two with one key that of the later
 * interval stays.
 *
 * @param stream its stream
 * @param source its source
 * @param modality audio, video, text or unknown
 * @param interval number of the interval, from 0
 * @param read records read
 * @param matched of them matched
 * @param lateRevised late, with a revision
 * @param lateDropped too late
 * @param duplicate seen before
 * @param invalid refused
 * @param shed left out under overload
 * @param ended whether the source has ended and the counts are final
 */
public record LedgerRow(
        String stream,
        String source,
        String modality,
        long interval,
        long read,
        long matched,
        long lateRevised,
        long lateDropped,
        long duplicate,
        long invalid,
        long shed,
        boolean ended)
        implements MergeableRow<LedgerRow> {
    @Override
    public List<Object> key() {
        return List.of(stream, source);
    }

    @Override
    public LedgerRow merge(LedgerRow later) {
        return later.interval >= interval ? later : this;
    }
}
