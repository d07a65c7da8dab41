package dev.lockstep.view.model;

import org.jspecify.annotations.Nullable;

/**
 * What became of the records of a source: read = matched + late revised + late dropped + duplicate
 * + invalid + shed, once the source has ended. Totals since its start. Immutable.
 *
 * @param source the source
 * @param modality audio, video, text or unknown
 * @param read records read
 * @param matched records matched
 * @param lateRevised records that came late and revised a window
 * @param lateDropped records that came too late
 * @param duplicate records seen before
 * @param invalid records refused; each is a dead letter
 * @param shed records left out by the overload policy
 * @param ended true: the counts are final
 * @param atMs media time up to which the counts hold, ms; null where it is unknown
 */
public record LedgerView(
        String source,
        String modality,
        long read,
        long matched,
        long lateRevised,
        long lateDropped,
        long duplicate,
        long invalid,
        long shed,
        boolean ended,
        @Nullable Long atMs) {}
